"use client";

import { Plus, Server } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { useWholeLiveList } from "@/components/layout/use-live-resource";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { MachineView } from "@/lib/machines/schema";
import { isDisplayStatus } from "./display-status";
import { filterMachines } from "./filter-machines";
import { MachineCards } from "./machine-cards";
import { MachineSearch } from "./machine-search";
import { MachineTable } from "./machine-table";
import { StatusFilter } from "./status-filter";

const PATH = "/api/v1/machines?limit=500";

type MachineListProps = { initial: MachineView[]; canWrite: boolean };

export function MachineList({ initial, canWrite }: MachineListProps) {
  const { data: machines } = useWholeLiveList({ path: PATH, initial });
  const params = useSearchParams();
  const asked = params.get("q") ?? "";
  const askedStatus = params.get("status");
  const status = isDisplayStatus(askedStatus) ? askedStatus : null;
  const [query, setQuery] = useState(asked);
  const shown = filterMachines({ machines, status, query });

  return (
    <>
      <PageHeader
        title="Machines"
        actions={
          canWrite && (
            <Button asChild variant="primary">
              <Link href="/machines/new">
                <Plus aria-hidden />
                Add machine
              </Link>
            </Button>
          )
        }
      />
      {machines.length === 0 ? (
        <EmptyState
          icon={<Server aria-hidden />}
          title="No machines yet"
          note={
            canWrite
              ? "Add the first one: a name, a few lines to paste into its terminal, and it turns green here."
              : "Somebody who manages machines has to add the first one."
          }
        />
      ) : (
        <>
          <div className="mb-4 flex flex-wrap items-center gap-3">
            <StatusFilter machines={machines} status={status} />
            <MachineSearch query={query} onChange={setQuery} asked={asked} />
          </div>
          {shown.length === 0 ? (
            <Card className="px-4 py-10 text-center text-muted-foreground">
              No machine matches.{" "}
              <Link
                href="/machines"
                onClick={() => setQuery("")}
                className="font-medium text-link hover:underline"
              >
                Show all {machines.length}
              </Link>
            </Card>
          ) : (
            <>
              <MachineTable machines={shown} />
              <MachineCards machines={shown} />
            </>
          )}
        </>
      )}
    </>
  );
}
