import { database } from "../db/client";
import { byDoor, decideMassSilence, largestGroup, MIN_MASS } from "../detection/deadlines/mass-silence";
import { countOnline, listFallen } from "../heartbeat/mass-data";
import type { MassSilence } from "../heartbeat/mass-silence";
import { findKnock } from "../knock/data";
import type { TeamScope } from "../teams/scope";

/** The mass silence that a team's dark machines make at this moment, if they do. */
export async function getMassSilence({
  scope: { teamId },
  now,
}: {
  scope: TeamScope;
  now: Date;
}): Promise<(MassSilence & { since: string }) | null> {
  const { client } = await database();
  const nowMs = now.getTime();
  const fallen = largestGroup(await listFallen(client, { teamId, sinceMs: 0, nowMs }));
  const [first] = fallen;
  if (first === undefined || fallen.length < MIN_MASS) return null;
  const mass = decideMassSilence(byDoor({ fallen, online: await countOnline(client, { teamId, nowMs }) }));
  if (mass === null) return null;
  const toMs = Math.max(...fallen.map(({ detectedAtMs }) => detectedAtMs));
  const knock = await findKnock(client, { fromMs: first.detectedAtMs, toMs });
  return { ...mass, ...(knock !== null && { knock }), since: new Date(first.detectedAtMs).toISOString() };
}
