import { database } from "@/lib/db/client";
import { tagsOf } from "@/lib/machines/view";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { WatchedMachine } from "./decide";

const BATCH = 1_000;

/** All of the team's machines that are not disabled. */
export async function findWatchedMachines({ teamId }: TeamScope): Promise<WatchedMachine[]> {
  const { client } = await database();
  const found: WatchedMachine[] = [];
  let after = 0;
  // In batches, between which reports get their turn.
  for (;;) {
    const batch = await client.machine.findMany({
      where: { teamId, id: { gt: after } },
      select: { id: true, name: true, tags: true, status: true },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    for (const { id, name, tags, status } of batch)
      if (String(status) !== "disabled") found.push({ id, name, tags: tagsOf({ tags }) });
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return found;
    after = last.id;
  }
}
