"use client";

import { Siren } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { AddressFilter } from "@/components/layout/address-filter";
import { PageHeader } from "@/components/layout/page-header";
import { Pager } from "@/components/layout/pager";
import { useLivePage } from "@/components/layout/use-live-resource";
import { type ChosenMachine, MachineFilter } from "@/components/parts/find/machine-filter";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { Page } from "@/lib/base/paging";
import type { IncidentView } from "@/lib/incidents/schema";
import { IncidentList } from "./incident-list";

type IncidentBrowserProps = { initial: Page<IncidentView>; machine: ChosenMachine | null };

/** Every incident of the team's machines, newest first. */
export function IncidentBrowser({ initial, machine }: IncidentBrowserProps) {
  const params = useSearchParams();
  const path = params.size === 0 ? "/api/v1/incidents" : `/api/v1/incidents?${params}`;
  const { data: page } = useLivePage({ path, initial });
  const isEmptyHub = page.data.length === 0 && params.size === 0;
  return (
    <>
      <PageHeader title="Incidents" note="Every outage and alert, newest first." />
      {isEmptyHub ? (
        <EmptyState
          icon={<Siren aria-hidden />}
          title="No incidents"
          note="When a machine goes offline or a rule fires, you find it here with its timeline: what happened, who was notified, and when it was over."
        />
      ) : (
        <>
          <AddressFilter
            choices={[
              {
                name: "status",
                label: "Status",
                all: "Any status",
                options: [
                  ["open", "Open"],
                  ["resolved", "Resolved"],
                ],
              },
              {
                name: "kind",
                label: "Kind",
                all: "Outages and alerts",
                options: [
                  ["offline", "Outages"],
                  ["metric", "Alerts"],
                ],
              },
            ]}
          >
            <MachineFilter chosen={machine} />
          </AddressFilter>
          <Card>
            {page.data.length === 0 ? (
              <p className="px-4 py-10 text-center text-muted-foreground">No incidents match.</p>
            ) : (
              <IncidentList incidents={page.data} showMachine />
            )}
          </Card>
          <Pager nextCursor={page.next_cursor} />
        </>
      )}
    </>
  );
}
