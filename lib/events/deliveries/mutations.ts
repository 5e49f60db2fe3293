import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/db/client";
import type { ChannelRecord, DeliveryRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { readEventType } from "../types";

type TestDelivery = {
  channel: Pick<ChannelRecord, "id" | "name" | "teamId">;
  uid: string;
  attempt: {
    startedAt: Date;
    finishedAt: Date;
    isSuccess: boolean;
    httpStatus: number | null;
    message: string;
  };
};

/** Records a test that was sent: its own event, a finished delivery and its only attempt. */
export async function insertTestDelivery({ channel, uid, attempt }: TestDelivery): Promise<void> {
  const { startedAt, finishedAt } = attempt;
  const delivery = {
    uid,
    teamId: channel.teamId,
    channelId: channel.id,
    channelName: channel.name,
    eventType: "test",
    state: attempt.isSuccess ? "delivered" : "dead",
    attemptCount: 1,
    createdAt: startedAt,
    finishedAt,
    attempts: { create: { number: 1, ...attempt } },
  };
  await transaction(async (tx) => {
    await tx.event.create({
      data: {
        id: `evt_${randomUUID()}`,
        teamId: channel.teamId,
        type: "test",
        occurredAt: startedAt,
        facts: "{}",
        deliveries: { create: delivery },
      },
    });
    if (attempt.isSuccess) await markChannelWorking(tx, [channel.id]);
  });
}

/** Queues a delivery again, as a new one that refers to the first. */
export function insertReplay({ delivery, now }: { delivery: DeliveryRecord; now: Date }) {
  return transaction((tx) =>
    tx.delivery.create({
      data: {
        uid: `msg_${randomUUID()}`,
        eventId: delivery.eventId,
        teamId: delivery.teamId,
        channelId: delivery.channelId,
        channelName: delivery.channelName,
        machineId: delivery.machineId,
        incidentId: delivery.incidentId,
        eventType: readEventType(delivery.eventType),
        state: "pending",
        attemptCount: 0,
        replayOfId: delivery.replayOfId ?? delivery.id,
        createdAt: now,
        nextAttemptAt: now,
      },
      include: { attempts: true },
    }),
  );
}

/** Records that something got through to these channels. */
export async function markChannelWorking(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.channel.updateMany({
    where: {
      id: { in: [...ids] },
      OR: [{ failedAt: { not: null } }, { failingSince: { not: null } }],
    },
    data: { failedAt: null, failingSince: null },
  });
}
