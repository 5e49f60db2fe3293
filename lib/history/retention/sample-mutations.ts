import { isOutdated } from "./decide";
import type { Batch, Step } from "./step";

export const SAMPLE_STEPS: readonly Step[] = [{ table: "samples", prune: deleteSamples }];

async function deleteSamples({ database: { client }, keep, now, limit, alone }: Batch): Promise<number> {
  // Ids grow with time, so the oldest and newest rows are found without an index on the time.
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
