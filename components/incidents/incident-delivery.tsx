import Link from "next/link";
import { Attempts } from "@/components/events/attempts";
import { DeliveryState } from "@/components/events/delivery-state";
import { ReplayButton } from "@/components/events/replay-button";
import { outageWords } from "@/lib/events/outage-words";
import type { IncidentDelivery } from "@/lib/incidents/schema";

type IncidentDeliveryRowProps = {
  delivery: IncidentDelivery;
  canReplay: boolean;
  onReplayed: () => void;
};

/** One delivery of an incident: its channel, its state, every attempt, and a button to send it again. */
export function IncidentDeliveryRow({ delivery, canReplay, onReplayed }: IncidentDeliveryRowProps) {
  const { event, channel_name: name, replay_of: replayOf, replay_refusal: refusal } = delivery;
  const notice = outageWords(event);
  if (delivery.reason === "no_channel") {
    return (
      <>
        <p className="font-medium">{notice}: nobody was notified</p>
        <p className="text-muted-foreground">
          The team had no channel.{" "}
          <Link href="/settings/notifications" className="font-medium text-link hover:underline">
            Notification channels
          </Link>
        </p>
      </>
    );
  }
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="grid min-w-0 justify-items-start gap-0.5">
        <p>
          <span className="text-muted-foreground">{notice} to</span>{" "}
          <span className="font-medium">{name}</span>
          {replayOf !== null && <span className="text-muted-foreground">, sent again</span>}
        </p>
        <DeliveryState delivery={delivery} />
        <Attempts attempts={delivery.attempts} />
      </div>
      {canReplay && refusal === null && <ReplayButton delivery={delivery} onReplayed={onReplayed} />}
    </div>
  );
}
