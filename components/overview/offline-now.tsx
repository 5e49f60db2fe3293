import type { OverviewView } from "@/lib/overview/schema";
import { OfflineList } from "./offline-list";
import { OfflineMachine } from "./offline-machine";

// More than so many at once are read as a list, not one by one.
const PROMINENT_UP_TO = 8;

type OfflineNowProps = {
  /** Those that nobody is on first, then longest outage first; the hub sends a hundred of them. */
  machines: OverviewView["offline_machines"];
  /** How many there really are, of all and of each tag. */
  counts: OverviewView["counts"];
  tags: OverviewView["tags"];
  canAcknowledge: boolean;
};

/** The machines that are dark now: each in full, or many as a list. */
export function OfflineNow({ machines, counts, tags, canAcknowledge }: OfflineNowProps) {
  if (machines.length === 0) return null;
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
        <OfflineList machines={machines} counts={counts} tags={tags} canAcknowledge={canAcknowledge} />
      )}
    </section>
  );
}
