"use client";

import { Plus, Server } from "lucide-react";
import Link from "next/link";
import { IncidentList } from "@/components/incidents/incident-list";
import { useLive } from "@/components/layout/live";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/time";
import type { OverviewView } from "@/lib/overview/schema";
import { BlindNotice } from "./blind-notice";
import { headline } from "./headline";
import { listSetupSteps } from "./list-setup-steps";
import { NoAlertsNotice } from "./no-alerts-notice";
import { OfflineNow } from "./offline-now";
import { OpenAlerts } from "./open-alerts";
import { ProblemsNotice } from "./problems-notice";
import { SetupChecklist } from "./setup-checklist";
import { StatusStrip } from "./status-strip";
import { TagRollUp } from "./tag-roll-up";

type OverviewBoardProps = {
  /** The overview until the hub sends a newer one. */
  initial: OverviewView;
  canAddMachine: boolean;
  canAddChannel: boolean;
  canAcknowledge: boolean;
};

export function OverviewBoard({ initial, canAddMachine, canAddChannel, canAcknowledge }: OverviewBoardProps) {
  const { overview: sent, lastEventAt } = useLive();
  const overview = sent ?? initial;
  const { counts, offline_machines: offline, setup } = overview;
  // What is shown above is not listed again.
  const shown = new Set([...offline, ...overview.open_alerts].map(({ incident }) => incident?.id));
  const incidents = overview.recent_incidents.filter(({ id }) => !shown.has(id));
  // The checklist says the same.
  const isSettingUp = canAddMachine && canAddChannel && listSetupSteps(setup).some((step) => !step.isDone);
  return (
    <>
      <PageHeader
        title={headline(overview)}
        note={
          <>
            Updated <RelativeTime at={new Date(lastEventAt).toISOString()} />
          </>
        }
        actions={
          canAddMachine &&
          setup.has_machine && (
            <Button asChild>
              <Link href="/machines/new">
                <Plus aria-hidden />
                Add machine
              </Link>
            </Button>
          )
        }
      />
      <div className="grid grid-cols-1 gap-6">
        {setup.has_machine && <StatusStrip counts={counts} />}
        {!isSettingUp && <NoAlertsNotice setup={setup} />}
        <ProblemsNotice problems={overview.problems} total={overview.problems_total} />
        <OfflineNow machines={offline} counts={counts} tags={overview.tags} canAcknowledge={canAcknowledge} />
        <OpenAlerts alerts={overview.open_alerts} counts={overview.alerts} canAcknowledge={canAcknowledge} />
        {isSettingUp && <SetupChecklist setup={setup} />}
        {!setup.has_machine && !canAddChannel && <NoMachines canAddMachine={canAddMachine} />}
        <BlindNotice intervals={overview.blind_intervals} />
        <TagRollUp tags={overview.tags} />
        {setup.has_machine && (incidents.length > 0 || shown.size === 0) && (
          <Card>
            <CardHeader
              title="Recent incidents"
              actions={
                <Link href="/incidents" className="text-[0.8125rem] font-medium text-link hover:underline">
                  All incidents
                </Link>
              }
            />
            {incidents.length === 0 ? (
              <p className="px-4 py-6 text-muted-foreground">
                No incidents. When a machine goes offline or a rule fires, you find it here with how long it
                lasted.
              </p>
            ) : (
              <IncidentList incidents={incidents} showMachine />
            )}
          </Card>
        )}
      </div>
    </>
  );
}

function NoMachines({ canAddMachine }: { canAddMachine: boolean }) {
  return (
    <EmptyState
      icon={<Server aria-hidden />}
      title="Nothing to monitor yet"
      note={
        canAddMachine
          ? "Add the first machine: name it, run one line in its terminal, and it turns green here."
          : "A member or an admin of your team has to add the first one."
      }
      action={
        canAddMachine && (
          <Button asChild variant="primary">
            <Link href="/machines/new">Add machine</Link>
          </Button>
        )
      }
    />
  );
}
