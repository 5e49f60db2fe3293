"use client";

import { Plus, Server } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useMemo } from "react";
import { useLive } from "@/components/layout/live";
import { PageHeader } from "@/components/layout/page-header";
import { countStatuses } from "@/components/parts/count-statuses";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { useMediaQuery } from "@/components/ui/use-media-query";
import type { MachineRowsView } from "@/lib/machines/row-schema";
import { useDeletions } from "../edit/undoable-deletion";
import { BulkBar } from "./bulk-bar";
import { filterMachines, sortByName } from "./filter-machines";
import { MachineCards } from "./machine-cards";
import { MachineSearch } from "./machine-search";
import { MachineTable } from "./machine-table";
import { SortSelect } from "./sort-select";
import { StatusFilter } from "./status-filter";
import { TagFilter } from "./tag-filter";
import { useListKeys } from "./use-list-keys";
import { useListParams } from "./use-list-params";
import { useMachineRows } from "./use-machine-rows";
import { useMachineTable } from "./use-machine-table";
import { useSelection } from "./use-selection";

type MachineListProps = { initial: MachineRowsView; canWrite: boolean };

export function MachineList({ initial, canWrite }: MachineListProps) {
  const { machines: known, refresh } = useMachineRows(initial);
  const { deleting } = useDeletions();
  const { tags: knownTags } = useLive().shell;
  const params = useListParams();
  const { status, tag: tags, sort, setParams } = params;
  const query = useDeferredValue(params.q);
  const machines = useMemo(() => sortByName(known), [known]);
  const ofAnyStatus = useMemo(
    () => filterMachines({ machines, filter: { status: null, tags, query } }),
    [machines, tags, query],
  );
  const matching = useMemo(
    () => filterMachines({ machines: ofAnyStatus, filter: { status, tags: [], query: "" } }),
    [ofAnyStatus, status],
  );
  // What a press on a status would show.
  const counts = useMemo(() => countStatuses(ofAnyStatus), [ofAnyStatus]);
  const table = useMachineTable({ machines: matching, sort, onSort: (sort) => void setParams({ sort }) });
  const { rows } = table.getRowModel();
  const shown = useMemo(() => rows.map((row) => row.original), [rows]);
  const selection = useSelection({ machines, shown });
  // A narrower table has no room for names. Both are rendered until the width is known.
  const isWide = useMediaQuery("(min-width: 80rem)");

  useListKeys({
    onMove: (step) =>
      moveFocus(
        shown.map(({ id }) => id),
        step,
      ),
    onToggle: () => {
      const id = focusedMachine();
      if (id !== null && canWrite) selection.toggle(id, { isRange: false });
    },
    onClear: selection.clear,
  });

  const chosen = canWrite ? selection : null;
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
              ? "Add the first one: name it, run one line in its terminal, and it turns green here."
              : "A member or an admin of your team has to add the first one."
          }
        />
      ) : (
        <>
          <div className="mb-4 grid gap-2.5">
            <div className="flex flex-wrap items-center gap-3">
              <StatusFilter
                counts={counts}
                chosen={status}
                onChoose={(status) => void setParams({ status })}
              />
              <MachineSearch asked={params.q} onSearch={(q) => void setParams({ q })} />
              <div className="max-sm:w-full xl:hidden">
                <SortSelect sort={sort} onSort={(sort) => void setParams({ sort })} />
              </div>
            </div>
            <TagFilter tags={knownTags} chosen={tags} onChoose={(tag) => void setParams({ tag })} />
          </div>
          {shown.length === 0 ? (
            <Card className="px-4 py-10 text-center text-muted-foreground">
              No machines match.{" "}
              <button
                type="button"
                onClick={() => void setParams({ status: null, tag: null, q: null })}
                className="font-medium text-link hover:underline"
              >
                Show all {machines.length}
              </button>
            </Card>
          ) : (
            <>
              {isWide !== false && (
                <div className="hidden xl:block">
                  <MachineTable table={table} selection={chosen} fading={deleting} />
                </div>
              )}
              {isWide !== true && (
                <div className="xl:hidden">
                  <MachineCards machines={shown} selection={chosen} fading={deleting} />
                </div>
              )}
            </>
          )}
          {canWrite && (
            <BulkBar
              selection={selection}
              shownCount={shown.length}
              knownTags={knownTags.map(({ tag }) => tag)}
              onChanged={refresh}
            />
          )}
        </>
      )}
    </>
  );
}

/** The machine whose link has the focus. */
function focusedMachine(): number | null {
  const id = document.activeElement?.getAttribute("data-machine");
  return id ? Number(id) : null;
}

function moveFocus(ids: number[], step: 1 | -1): void {
  const from = focusedMachine();
  const to = from === null ? 0 : ids.indexOf(from) + step;
  const link = document.querySelector<HTMLElement>(`[data-machine="${ids[to]}"]`);
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
}
