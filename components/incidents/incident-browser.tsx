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

/** Every outage of the team's machines, newest first. */
export function IncidentBrowser({ initial, machine }: IncidentBrowserProps) {
  const params = useSearchParams();
  const path = params.size === 0 ? "/api/v1/incidents" : `/api/v1/incidents?${params}`;
  const { data: page } = useLivePage({ path, initial });
  const isEmptyHub = page.data.length === 0 && params.size === 0;
  return (
    <>
      <PageHeader title="Incidents" note="Every time a machine went dark, how long, and who was told." />
      {isEmptyHub ? (
        <EmptyState
          icon={<Siren aria-hidden />}
          title="No machine has gone dark"
          note="When one does, it stands here moment by moment: its last report, the deadline, who was told and when it was back."
        />
      ) : (
        <>
          <AddressFilter
            choices={[
              {
                name: "status",
                label: "Status",
                all: "Any state",
                options: [
                  ["open", "Open"],
                  ["resolved", "Resolved"],
                ],
              },
            ]}
          >
            <MachineFilter chosen={machine} />
          </AddressFilter>
          <Card>
            {page.data.length === 0 ? (
              <p className="px-4 py-10 text-center text-muted-foreground">No incident matches.</p>
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
