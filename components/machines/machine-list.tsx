"use client";

import { Plus, Search, Server } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { useWholeLiveList } from "@/components/layout/use-live-resource";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import type { MachineView } from "@/lib/machines/schema";
import { isDisplayStatus } from "./display-status";
import { filterMachines } from "./filter-machines";
import { MachineCards } from "./machine-cards";
import { MachineTable } from "./machine-table";
import { StatusFilter } from "./status-filter";

const PATH = "/api/v1/machines?limit=500";

type MachineListProps = { initial: MachineView[]; canWrite: boolean };

export function MachineList({ initial, canWrite }: MachineListProps) {
  const { data: machines } = useWholeLiveList({ path: PATH, initial });
  const params = useSearchParams();
  const query = params.get("q") ?? "";
  const asked = params.get("status");
  const status = isDisplayStatus(asked) ? asked : null;
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
            <search className="relative w-full sm:ml-auto sm:w-64">
              <Search
                aria-hidden
                className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
              />
              <Input
                type="search"
                aria-label="Search machines by name, hostname, description or tag"
                placeholder="Search"
                defaultValue={query}
                onChange={(event) => setQuery(event.target.value)}
                className="pl-8"
              />
            </search>
          </div>
          {shown.length === 0 ? (
            <Card className="px-4 py-10 text-center text-muted-foreground">
              No machine matches.{" "}
              <Link href="/machines" className="font-medium text-link hover:underline">
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

// In the address, so that a reload and a shared link show the same list; no new entry in the history for each letter.
function setQuery(query: string) {
  const url = new URL(window.location.href);
  if (query.trim() === "") url.searchParams.delete("q");
  else url.searchParams.set("q", query);
  window.history.replaceState(null, "", url);
}
