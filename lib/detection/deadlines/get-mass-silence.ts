import { database } from "@/lib/db/client";
import type { MassSilence } from "@/lib/events/mass-words";
import { findReachability } from "@/lib/events/reachability/data";
import type { TeamScope } from "@/lib/people/teams/scope";
import { countOnline, findSpan, listSilent } from "./mass-data";
import { countByWeb, decideMassSilence, largestGroup, MIN_MASS_SILENCE, sizeOf } from "./mass-silence";

/** The current mass silence of a team, or null. */
export async function getMassSilence({
  scope: { teamId },
  now,
}: {
  scope: TeamScope;
  now: Date;
}): Promise<(MassSilence & { since: string }) | null> {
  const { client } = await database();
  const nowMs = now.getTime();
  const fallen = largestGroup(await listSilent(client, { teamId, sinceMs: 0, nowMs }));
  if (sizeOf(fallen) < MIN_MASS_SILENCE) return null;
  const mass = decideMassSilence(
    countByWeb({ fallen, online: await countOnline(client, { teamId, nowMs }) }),
  );
  const span = mass === null ? null : await findSpan(client, fallen);
  if (mass === null || span === null) return null;
  const knock = await findReachability(client, span);
  return { ...mass, ...(knock !== null && { knock }), since: new Date(span.fromMs).toISOString() };
}
