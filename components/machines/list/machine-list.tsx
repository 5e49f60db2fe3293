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
import type { Preferences } from "@/lib/people/preferences/schema";
import { useDeletions } from "../edit/undoable-deletion";
import { BulkBar } from "./bulk-bar";
import { filterMachines, sortByName } from "./filter-machines";
import { ListToolbar } from "./list-toolbar";
import { MachineCards } from "./machine-cards";
import { MachineTable } from "./machine-table";
import { useListKeys } from "./use-list-keys";
import { useListParams } from "./use-list-params";
import { useListView } from "./use-list-view";
import { useMachineRows } from "./use-machine-rows";
import { useMachineTable } from "./use-machine-table";
import { useSelection } from "./use-selection";

type MachineListProps = {
  initial: MachineRowsView;
  preferences: Preferences;
  /** The threshold of machines without their own. */
  defaultOfflineAfter: string;
  hubUrl: string;
  canWrite: boolean;
};

/** All machines of the team: found, sorted, chosen and changed. */
export function MachineList({
  initial,
  preferences,
  defaultOfflineAfter,
  hubUrl,
  canWrite,
}: MachineListProps) {
  const { view, change: changeView } = useListView(preferences);
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
  // Both are rendered until the width is known.
  const isWide = useMediaQuery("(min-width: 48rem)");

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
    <div data-wide>
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
          <ListToolbar counts={counts} tags={knownTags} params={params} view={view} onView={changeView} />
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
                <div className="hidden md:block">
                  <MachineTable
                    key={view.density}
                    table={table}
                    view={view}
                    selection={chosen}
                    fading={deleting}
                    hubUrl={hubUrl}
                  />
                </div>
              )}
              {isWide !== true && (
                <div className="md:hidden">
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
              defaultOfflineAfter={defaultOfflineAfter}
              hubUrl={hubUrl}
              onChanged={refresh}
            />
          )}
        </>
      )}
    </div>
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
