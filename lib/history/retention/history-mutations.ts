import { type Batch, before, type Step } from "./step";

/** What uptime and the incident pages are made of. Only what is over goes. */
export const HISTORY_STEPS: readonly Step[] = [
  { table: "incidents", prune: deleteIncidents },
  {
    table: "unwatched",
    async prune({ keep, now, limit, alone }) {
      const where = { endedAt: { lt: before(now, keep.historyMs) } };
      return (await alone((client) => client.unwatched.deleteMany({ where, limit }))).count;
    },
  },
  {
    table: "blind_intervals",
    async prune({ keep, now, limit, alone }) {
      const where = { endedAt: { lt: before(now, keep.historyMs) }, toldAt: { not: null } };
      return (await alone((client) => client.blindInterval.deleteMany({ where, limit }))).count;
    },
  },
];

/** Deletes incidents whose events have been deleted, with their outages and acknowledgements. */
async function deleteIncidents({ database, keep, now, limit, alone }: Batch): Promise<number> {
  const found = await database.client.incident.findMany({
    where: { eventsKept: false, resolvedAt: { lt: before(now, keep.historyMs) } },
    select: { id: true },
    orderBy: { resolvedAt: "asc" },
    take: limit,
  });
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  return (await alone((client) => client.incident.deleteMany({ where: { id: { in: ids } } }))).count;
}
