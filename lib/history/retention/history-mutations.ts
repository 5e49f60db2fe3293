import { type Batch, before, type Step } from "./step";

/** Versions in force that may be as old as those that go, before it is looked no further. */
const MOST_IN_FORCE = 5_000;

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
  { table: "policy_versions", prune: deleteVersions },
];

/** Deletes versions of policies that are not in force, which no incident follows any more. */
async function deleteVersions({ database: { client }, keep, now, limit, alone }: Batch): Promise<number> {
  const found = await client.policyVersion.findMany({
    where: { createdAt: { lt: before(now, keep.historyMs) }, incidents: { none: {} } },
    select: { id: true },
    orderBy: { id: "asc" },
    // Those in force are among them, and few.
    take: limit + MOST_IN_FORCE,
  });
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const inForce = await client.policy.findMany({
    where: { currentVersionId: { in: ids } },
    select: { currentVersionId: true },
  });
  const kept = new Set(inForce.map(({ currentVersionId }) => currentVersionId));
  const old = ids.filter((id) => !kept.has(id)).slice(0, limit);
  if (old.length === 0) return 0;
  return (await alone((tx) => tx.policyVersion.deleteMany({ where: { id: { in: old } } }))).count;
}

/** Deletes incidents whose events have been deleted, with their outages, acknowledgements and turns. */
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
