import { OfflineList, type OfflineListProps } from "./offline-list";
import { OfflineMachine } from "./offline-machine";

// More than this many are easier to read as a list.
const PROMINENT_UP_TO = 2;

/** The machines that are offline now: each in full, or many as a list. */
export function OfflineNow(props: OfflineListProps) {
  const { machines, canAcknowledge } = props;
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
        <OfflineList {...props} />
      )}
    </section>
  );
}
