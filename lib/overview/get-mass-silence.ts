import { database } from "../db/client";
import { countOnline, listFallen } from "../heartbeat/mass-data";
import { byDoor, decideMassSilence, largestGroup, MIN_MASS } from "../heartbeat/mass-silence";
import type { TeamScope } from "../teams/scope";
import type { OverviewView } from "./schema";

/** The mass silence that a team's dark machines make at this moment, if they do. */
export async function getMassSilence({
  scope: { teamId },
  now,
}: {
  scope: TeamScope;
  now: Date;
}): Promise<OverviewView["mass_silence"]> {
  const { client } = await database();
  const nowMs = now.getTime();
  const fallen = largestGroup(await listFallen(client, { teamId, sinceMs: 0, nowMs }));
  const [first] = fallen;
  if (first === undefined || fallen.length < MIN_MASS) return null;
  const mass = decideMassSilence(byDoor({ fallen, online: await countOnline(client, { teamId, nowMs }) }));
  return mass && { ...mass, since: new Date(first.detectedAtMs).toISOString() };
}
