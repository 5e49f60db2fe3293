import type { Client } from "@/lib/db/client";

type Asked = { before: Date; now: Date; limit: number };
type Raw = { id: unknown }[];

/**
 * The incidents that were over before then and still have their events, the earliest first. Leaves out those of which a
 * delivery is not finished, a message may still be redrawn, or the end of flapping is still to be sent.
 */
export async function findIncidentsToAbridge(
  client: Client,
  { before, now, limit }: Asked,
): Promise<number[]> {
  const rows = await client.$queryRaw<Raw>`
    SELECT i.id FROM incidents i WHERE i.events_kept = TRUE AND i.resolved_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM flaps f WHERE f.machine_id = i.machine_id AND f.incident_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.incident_id = i.id AND d.state IN ('pending', 'sending'))
      AND NOT EXISTS (SELECT 1 FROM deliveries d JOIN chat_messages c ON c.id = d.chat_message_id
        WHERE d.incident_id = i.id AND c.follows_until > ${now})
    ORDER BY i.resolved_at LIMIT ${limit}`;
  return rows.map(({ id }) => Number(id));
}

/** The events of no incident that occurred before then and of which every delivery is finished, the earliest first. */
export async function findNoticesToDelete(
  client: Client,
  { before, limit }: Omit<Asked, "now">,
): Promise<string[]> {
  const rows = await client.$queryRaw<Raw>`
    SELECT e.id FROM events e WHERE e.incident_id IS NULL AND e.occurred_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND d.state IN ('pending', 'sending'))
    ORDER BY e.occurred_at LIMIT ${limit}`;
  return rows.map(({ id }) => String(id));
}

/** The messages that were sent before then, are not redrawn any more, and of which no delivery is left. */
export async function findMessagesToDelete(client: Client, { before, now, limit }: Asked): Promise<number[]> {
  const rows = await client.$queryRaw<Raw>`
    SELECT c.id FROM chat_messages c WHERE c.sent_at < ${before}
      AND (c.follows_until IS NULL OR c.follows_until <= ${now})
      AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.chat_message_id = c.id)
    ORDER BY c.sent_at LIMIT ${limit}`;
  return rows.map(({ id }) => Number(id));
}
