import type { Database, Tx } from "@/lib/db/client";
import { findIncidentsToAbridge, findMessagesToDelete, findNoticesToDelete } from "./events-data";
import { type Batch, before, type Step } from "./step";

const UNFINISHED = ["pending", "sending"];

/**
 * Events with their deliveries and attempts, and the messages that told them. What refers to something is deleted first,
 * so that no batch grows with what an event has caused, and a batch that is interrupted leaves a state to continue from.
 */
export const EVENT_STEPS: readonly Step[] = [
  { table: "events", prune: abridgeIncidents },
  { table: "notices", prune: deleteNotices },
  { table: "chat_messages", prune: deleteMessages },
];

async function abridgeIncidents(batch: Batch): Promise<number> {
  const { database, keep, now, limit } = batch;
  const { client } = database;
  const ids = await findIncidentsToAbridge(client, { before: before(now, keep.eventsMs), now, limit });
  if (ids.length === 0) return 0;
  const ofThese = { incidentId: { in: ids } };
  const events = await client.event.findMany({ where: ofThese, select: { id: true }, take: limit });
  const eventIds = events.map(({ id }) => id);
  const deliveries = await deleteDeliveries(batch, eventIds);
  if (deliveries > 0) return deliveries;
  return batch.commit(async (tx) => {
    const deleted = await deleteEvents({ database, tx, ids: eventIds });
    const left = await tx.event.groupBy({ by: ["incidentId"], where: ofThese });
    const kept = new Set(left.map(({ incidentId }) => incidentId));
    const { count } = await tx.incident.updateMany({
      where: { id: { in: ids.filter((id) => !kept.has(id)) } },
      data: { eventsKept: false },
    });
    return deleted + count;
  });
}

async function deleteNotices(batch: Batch): Promise<number> {
  const { database, keep, now, limit } = batch;
  const ids = await findNoticesToDelete(database.client, { before: before(now, keep.eventsMs), limit });
  if (ids.length === 0) return 0;
  const deliveries = await deleteDeliveries(batch, ids);
  if (deliveries > 0) return deliveries;
  return batch.commit((tx) => deleteEvents({ database, tx, ids }));
}

/** Deletes finished deliveries of these events, with their attempts. */
async function deleteDeliveries(
  { database: { client }, limit, alone }: Batch,
  eventIds: string[],
): Promise<number> {
  const where = { eventId: { in: eventIds }, state: { notIn: UNFINISHED } };
  const found = await client.delivery.findMany({ where, select: { id: true }, take: limit });
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const { count } = await alone(() => client.delivery.deleteMany({ where: { ...where, id: { in: ids } } }));
  return count;
}

/** Deletes those of these events that have no deliveries. */
async function deleteEvents({
  database: { engine },
  tx,
  ids,
}: {
  database: Database;
  tx: Tx;
  ids: readonly string[];
}): Promise<number> {
  await engine.openCommit(tx);
  // Nobody adds a delivery meanwhile; on SQLite nobody else writes at all.
  if (engine.kind === "postgresql")
    await tx.$queryRawUnsafe("SELECT id FROM events WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE", [
      ...ids,
    ]);
  const held = await tx.delivery.findMany({
    where: { eventId: { in: [...ids] } },
    select: { eventId: true },
    distinct: ["eventId"],
  });
  const kept = new Set(held.map(({ eventId }) => eventId));
  const { count } = await tx.event.deleteMany({ where: { id: { in: ids.filter((id) => !kept.has(id)) } } });
  return count;
}

async function deleteMessages({ database: { client }, keep, now, limit, alone }: Batch): Promise<number> {
  const ids = await findMessagesToDelete(client, { before: before(now, keep.eventsMs), now, limit });
  if (ids.length === 0) return 0;
  const { count } = await alone(() => client.chatMessage.deleteMany({ where: { id: { in: ids } } }));
  return count;
}
