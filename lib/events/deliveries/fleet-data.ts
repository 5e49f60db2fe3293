import type { Tx } from "@/lib/db/client";

/** How many of a team's machines are down, out of how many that report: paused ones are not down, and pending and disabled ones not counted. */
export type Fleet = { down: number; of: number };

/** The fleets of these teams of which something is down. */
export async function countFleets(
  tx: Tx,
  { teamIds, nowMs }: { teamIds: readonly number[]; nowMs: number },
): Promise<Map<number, Fleet>> {
  const fleets = new Map<number, Fleet>();
  for (const teamId of teamIds) {
    // Each count stays in an index, or looks only at machines that are off; with a plus, no engine takes the other index.
    const rows = await tx.$queryRaw<Record<string, unknown>[]>`
      SELECT (SELECT count(*) FROM machines WHERE team_id = ${teamId})
          - (SELECT count(*) FROM machines WHERE status IN ('pending', 'disabled') AND +team_id = ${teamId}) AS of_all,
        (SELECT count(*) FROM machines WHERE status = 'offline' AND +team_id = ${teamId}
          AND (paused_until IS NULL OR paused_until <= ${new Date(nowMs)})) AS down`;
    const down = Number(rows[0]?.down);
    if (down > 0) fleets.set(teamId, { down, of: Number(rows[0]?.of_all) });
  }
  return fleets;
}
