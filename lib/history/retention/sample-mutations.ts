import { isOutdated } from "./decide";
import type { Batch, Step } from "./step";

export const SAMPLE_STEPS: readonly Step[] = [{ table: "samples", prune: deleteSamples }];

/**
 * Deletes rows that history has taken over, and those that have been kept long enough although it has not: of a machine
 * whose samples cannot be folded.
 */
async function deleteSamples(batch: Batch): Promise<number> {
  const { limit, alone } = batch;
  // Ids grow with time, so the oldest rows are found without an index on the time. Never rows by their time: a mark says
  // up to which id they are in history.
  const folded = await alone(
    (client) => client.$executeRaw`DELETE FROM samples WHERE id IN (
      SELECT s.id FROM (SELECT id, machine_id FROM samples ORDER BY id LIMIT ${limit}) AS s
        JOIN history_marks m ON m.machine_id = s.machine_id AND m.folded_id >= s.id)`,
  );
  return folded > 0 ? folded : deleteOutdated(batch);
}

async function deleteOutdated({ database: { client }, keep, now, limit, alone }: Batch): Promise<number> {
  const select = { id: true, receivedAt: true };
  const { sample } = client;
  const oldest = await sample.findMany({ select, orderBy: { id: "asc" }, take: limit });
  const newest = await sample.findFirst({ select, orderBy: { id: "desc" } });
  const newestAt = newest?.receivedAt ?? now;
  const ids = oldest
    .filter(({ receivedAt }) => isOutdated({ receivedAt, newestAt, now, retentionMs: keep.samplesMs }))
    .map(({ id }) => id);
  if (ids.length === 0) return 0;
  return (await alone(() => sample.deleteMany({ where: { id: { in: ids } } }))).count;
}
