import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { AcknowledgeAll } from "@/components/incidents/acknowledgements/acknowledge-all";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import type { OverviewView } from "@/lib/overview/schema";
import { offlineNote } from "./offline-note";
import { OfflineRow } from "./offline-row";

const ROWS_AT_FIRST = 20;

export type OfflineListProps = {
  /** Unacknowledged outages first, then the longest; the hub sends at most a hundred. */
  machines: OverviewView["offline_machines"];
  /** How many there really are, in total and for each tag. */
  counts: OverviewView["counts"];
  tags: OverviewView["tags"];
  canAcknowledge: boolean;
};

/** Many offline machines, one line each: all of them, or those with one tag; with actions for all that are shown. */
export function OfflineList({ machines, counts, tags, canAcknowledge }: OfflineListProps) {
  const [isWhole, setIsWhole] = useState(false);
  const [tag, setTag] = useQueryState("tag", parseAsString.withOptions({ history: "replace" }));
  const shown = tag === null ? machines : machines.filter(({ machine }) => machine.tags.includes(tag));
  const ofTag = tags.filter((each) => each.counts.offline > 0 || each.tag === tag);
  const total = (tag === null ? counts : ofTag.find((each) => each.tag === tag)?.counts)?.offline ?? 0;
  const unacknowledged = shown.flatMap(({ incident }) =>
    incident !== null && incident.acknowledgement === null ? [incident] : [],
  );
  const rows = isWhole ? shown : shown.slice(0, ROWS_AT_FIRST);
  const list = `/machines?status=offline${tag === null ? "" : `&tag=${encodeURIComponent(tag)}`}`;
  return (
    <Card className="relative overflow-hidden border-offline/40">
      <span aria-hidden className="absolute inset-y-0 left-0 w-1 bg-offline" />
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b py-2.5 pr-3 pl-4.5">
        <p className="min-w-0 text-muted-foreground">
          {shown.length === 0 && total === 0
            ? "None of these is offline any more."
            : offlineNote({ shown: shown.length, total, unacknowledged: unacknowledged.length })}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {ofTag.length > 0 && (
            <Select
              aria-label="Filter by tag"
              className="w-44"
              value={tag ?? ""}
              onChange={(event) => void setTag(event.target.value === "" ? null : event.target.value)}
            >
              <option value="">All tags</option>
              {ofTag.map((each) => (
                <option key={each.tag} value={each.tag}>
                  {each.tag} ({each.counts.offline})
                </option>
              ))}
            </Select>
          )}
          {canAcknowledge && <AcknowledgeAll what="outage" incidents={unacknowledged} />}
        </div>
      </header>
      <ul className="divide-y pl-1">
        {rows.map((entry) => (
          <OfflineRow key={entry.machine.id} {...entry} canAcknowledge={canAcknowledge} />
        ))}
      </ul>
      {total > rows.length && (
        <footer className="flex flex-wrap items-center gap-x-3 border-t py-2 pr-3 pl-4">
          {rows.length < shown.length && (
            <Button variant="ghost" size="sm" onClick={() => setIsWhole(true)}>
              Show {shown.length - rows.length} more
            </Button>
          )}
          <Link href={list} className="px-1 font-medium text-link hover:underline">
            All {total} in the machine list
          </Link>
        </footer>
      )}
    </Card>
  );
}
