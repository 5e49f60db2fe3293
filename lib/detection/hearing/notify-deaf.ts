import { UTC } from "@/lib/base/time-zone";
import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { ORDINARY } from "@/lib/events/circumstances";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import { deafSinceMs, findZones, listListeningTeams, listUnsent } from "./data";
import { isDeafNoticeDue, type Watch, watchOn } from "./decide";
import { markDeafSent } from "./mutations";
import { deafSentence } from "./words";

/**
 * Checks once whether the hub can hear, continuing `watch`. Notifies every team with machines, once per blind interval,
 * when it has not for `deafAfterMs`. Returns the watch for the next check, and since when the hub is deaf if that was
 * sent now.
 */
export async function notifyDeaf({
  database,
  watch,
  deafAfterMs,
}: {
  database: Database;
  watch: Watch | null;
  deafAfterMs: number;
}): Promise<{ watch: Watch; sentSinceMs: number | null }> {
  const seen = await look(database, database.client);
  const next = watchOn({ watch, heardMs: seen.hub.heardMs, atMs: performance.now() });
  const due = { watchedMs: next.watchedMs, deafAfterMs };
  if (seen.wasTold || !isDeafNoticeDue({ ...seen, nowMs: seen.hub.nowMs, ...due })) {
    return { watch: next, sentSinceMs: null };
  }
  const sentSinceMs = await transaction(async (tx) => {
    const hub = await database.engine.lockHub(tx);
    const sinceMs = deafSinceMs(hub, await listUnsent(tx));
    if (hub.heardMs !== next.heardMs || sinceMs === null) return null;
    if (!(await markDeafSent(tx, { hub, sinceMs }))) return null;
    const hubFacts = { deaf_from: new Date(sinceMs).toISOString(), deaf_until: null, cause: null };
    const teamIds = await listListeningTeams(tx);
    const zones = await findZones(tx, teamIds);
    const events = teamIds.map((teamId) => ({
      type: "hub.deaf" as const,
      teamId,
      machineId: null,
      incidentId: null,
      facts: { message: deafSentence({ sinceMs, zone: zones.get(teamId) ?? UTC }), hub: hubFacts },
      circumstances: ORDINARY,
    }));
    await recordEvents({ tx, engine: database.engine, events, nowMs: hub.nowMs });
    return sinceMs;
  }, database);
  return { watch: next, sentSinceMs };
}

async function look(database: Database, client: Tx) {
  const hub = await database.engine.readHub(client);
  const unsent = await listUnsent(client);
  const lasting = unsent.find((stretch) => stretch.heardMs === hub.heardMs);
  return { hub, deafSinceMs: deafSinceMs(hub, unsent), wasTold: lasting?.wasDeafTold ?? false };
}
