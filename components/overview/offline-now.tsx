import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { OverviewView } from "@/lib/overview/schema";
import { OfflineMachine } from "./offline-machine";
import { OfflineRow } from "./offline-row";

// More than so many at once are read as a list, not one by one.
const PROMINENT_UP_TO = 8;
const ROWS_AT_FIRST = 20;

type OfflineNowProps = {
  /** Longest outage first; the hub sends a hundred of them. */
  machines: OverviewView["offline_machines"];
  /** How many there really are. */
  total: number;
  canAcknowledge: boolean;
};

/** The machines that are dark now: each in full, or many as a list; those that nobody has taken first. */
export function OfflineNow({ machines: given, total, canAcknowledge }: OfflineNowProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (given.length === 0) return null;
  const isTaken = ({ incident }: (typeof given)[number]) => Number(incident?.acknowledgement != null);
  const machines = [...given].sort((one, other) => isTaken(one) - isTaken(other));
  const rows = isWhole ? machines : machines.slice(0, ROWS_AT_FIRST);
  return (
    <section aria-labelledby="offline-now">
      <h2 id="offline-now" className="sr-only">
        Offline now
      </h2>
      {machines.length <= PROMINENT_UP_TO ? (
        <ul className="grid gap-3">
          {machines.map((entry) => (
            <OfflineMachine key={entry.machine.id} {...entry} canAcknowledge={canAcknowledge} />
          ))}
        </ul>
      ) : (
        <Card className="relative overflow-hidden border-offline/40">
          <span aria-hidden className="absolute inset-y-0 left-0 w-1 bg-offline" />
          <ul className="divide-y pl-1">
            {rows.map((entry) => (
              <OfflineRow key={entry.machine.id} {...entry} />
            ))}
          </ul>
          {total > rows.length && (
            <footer className="flex flex-wrap items-center gap-x-3 border-t py-2 pr-3 pl-4">
              {rows.length < machines.length && (
                <Button variant="ghost" size="sm" onClick={() => setIsWhole(true)}>
                  Show {machines.length - rows.length} more
                </Button>
              )}
              <Link href="/machines?status=offline" className="px-1 font-medium text-link hover:underline">
                {rows.length < machines.length
                  ? `All ${total} in the list`
                  : `and ${total - rows.length} more`}
              </Link>
            </footer>
          )}
        </Card>
      )}
    </section>
  );
}
