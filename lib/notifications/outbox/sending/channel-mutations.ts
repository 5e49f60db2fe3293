import type { Database, Tx } from "@/lib/db/client";
import { ORDINARY } from "@/lib/events/circumstances";
import { markChannelWorking } from "@/lib/events/deliveries/mutations";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { DeliveryReason } from "@/lib/events/deliveries/states";
import type { EndedDelivery } from "./ended-delivery";

const TOO_MANY_REQUESTS = 429;

/** Of the reasons to give up a delivery, those that are its channel's fault. */
const SPEAK_AGAINST_CHANNEL: readonly DeliveryReason[] = ["refused", "expired"];

/**
 * Records which channels work and which have failed permanently, inside the transaction that ends their deliveries, and
 * notifies the team of a failed one on its other channels: once, until something gets through again.
 */
export async function noteChannels({
  tx,
  engine,
  ended,
  nowMs,
}: {
  tx: Tx;
  engine: Database["engine"];
  ended: readonly EndedDelivery[];
  nowMs: number;
}): Promise<void> {
  const working = idsOf(ended.filter(({ ending }) => ending.state === "delivered"));
  if (working.length > 0) await markChannelWorking(tx, working);
  const failed = ended.filter(
    ({ ending, delivery }) =>
      ending.state === "dead" &&
      SPEAK_AGAINST_CHANNEL.includes(ending.reason) &&
      !working.includes(delivery.channelId ?? 0),
  );
  const failing = idsOf(ended.filter(speaksAgainstChannel)).filter((id) => !working.includes(id));
  if (failing.length > 0) {
    await tx.channel.updateMany({
      where: { id: { in: failing }, failingSince: null },
      data: { failingSince: new Date(nowMs) },
    });
  }
  for (const id of idsOf(failed)) {
    const { count } = await tx.channel.updateMany({
      where: { id, failedAt: null },
      data: { failedAt: new Date(nowMs) },
    });
    const channel = count === 0 ? null : await tx.channel.findUnique({ where: { id } });
    if (channel === null) continue;
    const words = failed.find(({ delivery }) => delivery.channelId === id)?.attempt?.message;
    const why = words === undefined ? "" : ` Last answer: ${words}.`;
    const message = `Notifications no longer arrive at the channel "${channel.name}".${why} The delivery log lists what was not delivered, and can send it again.`;
    const { name, type, teamId } = channel;
    await recordEvents({
      tx,
      engine,
      nowMs,
      events: [
        {
          type: "channel.failed",
          teamId,
          machineId: null,
          incidentId: null,
          facts: { message, channel: { id, name, type } },
          circumstances: { ...ORDINARY, failedChannelId: id },
        },
      ],
    });
  }
}

/** Whether an attempt failed in a way that speaks against its channel: one that asks to wait works, as does one that refuses a single message. */
function speaksAgainstChannel({ attempt, ending }: EndedDelivery): boolean {
  if (attempt === null || attempt.isSuccess || attempt.httpStatus === TOO_MANY_REQUESTS) return false;
  return (
    ending.state === "pending" || (ending.state === "dead" && SPEAK_AGAINST_CHANNEL.includes(ending.reason))
  );
}

function idsOf(ended: readonly EndedDelivery[]): number[] {
  return [...new Set(ended.flatMap(({ delivery }) => delivery.channelId ?? []))];
}
