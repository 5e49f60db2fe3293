import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { ORDINARY } from "@/lib/events/circumstances";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { Notice } from "@/lib/events/event";
import { countSince, findLongestIntervalMs, listUntold, type TeamCounts, type UntoldStretch } from "./data";
import { decideHeard, isWorthTelling } from "./decide";
import { markTold } from "./mutations";
import { heardSentence } from "./words";

/**
 * Notifies each team that needs to know that the hub could not hear and can hear again, once living machines have had
 * time to report. Marks and events are written in one transaction, so that nothing is lost or doubled. Returns how many
 * intervals were sent or found too short, and how many teams are notified.
 */
export async function tellHeard(database: Database): Promise<{ stretches: number; teams: number }> {
  const { client, engine } = database;
  const nothing = { stretches: 0, teams: 0 };
  if ((await decide(client, (await engine.readHub(client)).heardMs)).kind !== "tell") return nothing;
  return transaction(async (tx) => {
    // A second worker finds nothing left to send.
    const hub = await engine.lockHub(tx);
    const { kind, untold } = await decide(tx, hub.heardMs);
    const last = untold.at(-1);
    if (kind !== "tell" || last === undefined) return nothing;
    await markTold(tx, { ids: untold.map(({ id }) => id), nowMs: hub.nowMs });
    const counts = await countSince(tx, { heardMs: last.heardMs });
    const events = counts
      .filter((team) => isWorthTelling({ stretches: untold, ...team, nowMs: hub.nowMs }))
      .map((team) => heardNotice({ team, stretches: untold, last }));
    await recordEvents({ tx, engine, events, nowMs: hub.nowMs });
    return { stretches: untold.length, teams: events.length };
  }, database);
}

async function decide(tx: Tx, heardMs: number) {
  const untold = await listUntold(tx);
  const longestIntervalMs = untold.length === 0 ? 0 : await findLongestIntervalMs(tx);
  return { ...decideHeard({ heardMs, untold, longestIntervalMs }), untold };
}

function heardNotice({
  team: { teamId, machines },
  stretches,
  last,
}: {
  team: TeamCounts;
  stretches: readonly UntoldStretch[];
  last: UntoldStretch;
}): Notice {
  const { cause } = last;
  return {
    type: "hub.heard",
    teamId,
    machineId: null,
    incidentId: null,
    facts: {
      message: heardSentence({ stretches, cause, machines }),
      hub: {
        deaf_from: new Date(stretches[0]?.startedAtMs ?? last.startedAtMs).toISOString(),
        deaf_until: new Date(last.endedAtMs).toISOString(),
        cause,
        machines,
      },
    },
    circumstances: ORDINARY,
  };
}
