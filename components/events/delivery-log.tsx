import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/time";
import type { LoggedDelivery } from "@/lib/events/deliveries/schema";
import { DeliveryState } from "./delivery-state";
import { EVENT_WORDS } from "./event-words";

type DeliveryLogProps = {
  deliveries: LoggedDelivery[];
  showMachine: boolean;
  /** Rendered below a delivery's state. */
  renderMore?: (delivery: LoggedDelivery) => ReactNode;
};

/** Deliveries, newest first: the event, the channel and the outcome; in columns where there is room. */
export function DeliveryLog({ deliveries, showMachine, renderMore }: DeliveryLogProps) {
  return (
    <ul className="@container divide-y">
      {deliveries.map((delivery) => {
        const attemptCount = delivery.attempts.length;
        return (
          <li
            key={delivery.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-2.5 @2xl:grid-cols-[8.5rem_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.6fr)]"
          >
            <span className="text-muted-foreground @max-2xl:order-2">
              <LocalTime at={delivery.created_at} precision="second" />
            </span>
            <span className="min-w-0 @max-2xl:order-1">
              {EVENT_WORDS[delivery.event]}
              {delivery.failed_channel_name !== null && (
                <span className="block truncate font-medium">{delivery.failed_channel_name}</span>
              )}
              {showMachine && <MachineName delivery={delivery} />}
            </span>
            <span
              className={cn(
                "min-w-0 @max-2xl:order-3 @max-2xl:col-span-2",
                delivery.channel_id === null && "text-muted-foreground",
              )}
            >
              <span className="text-muted-foreground @2xl:hidden">to </span>
              {delivery.channel_name}
              {attemptCount > 1 && renderMore === undefined && (
                <span className="text-muted-foreground"> · {attemptCount} attempts</span>
              )}
              {delivery.replay_of !== null && <span className="text-muted-foreground"> · sent again</span>}
            </span>
            <div className="@max-2xl:order-4 @max-2xl:col-span-2">
              <DeliveryState delivery={delivery} />
              {renderMore !== undefined && (
                <div className="mt-0.5 flex flex-wrap items-start gap-x-4 gap-y-1">
                  {renderMore(delivery)}
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function MachineName({ delivery: { machine_id, machine_name, canary } }: { delivery: LoggedDelivery }) {
  if (machine_name === null) return null;
  // A simulated machine has no page.
  if (canary) return <span className="block truncate text-muted-foreground">{machine_name}</span>;
  return (
    <Link href={`/machines/${machine_id}`} className="block truncate font-medium hover:underline">
      {machine_name}
    </Link>
  );
}
