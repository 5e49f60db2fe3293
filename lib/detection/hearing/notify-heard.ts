import { UTC } from "@/lib/base/time-zone";
import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { ORDINARY } from "@/lib/events/circumstances";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { Notice } from "@/lib/events/event";
import {
  countSince,
  findLongestIntervalMs,
  findZones,
  listUnsent,
  type TeamCounts,
  type UnsentBlindInterval,
} from "./data";
import { decideHearingNotice, isWorthNotifying } from "./decide";
import { markHeardSent } from "./mutations";
import { heardSentence } from "./words";

/**
 * Notifies each team that needs to know that the hub could not hear and can hear again, once living machines have had
 * time to report. Marks and events are written in one transaction, so that nothing is lost or doubled. Returns how many
 * intervals were sent or found too short, and how many teams are notified.
 */
export async function notifyHeard(database: Database): Promise<{ stretches: number; teams: number }> {
  const { client, engine } = database;
  const nothing = { stretches: 0, teams: 0 };
  if ((await decide(client, (await engine.readHub(client)).heardMs)).kind !== "tell") return nothing;
  return transaction(async (tx) => {
    // A second worker finds nothing left to send.
    const hub = await engine.lockHub(tx);
    const { kind, unsent } = await decide(tx, hub.heardMs);
    const last = unsent.at(-1);
    if (kind !== "tell" || last === undefined) return nothing;
    await markHeardSent(tx, { ids: unsent.map(({ id }) => id), nowMs: hub.nowMs });
    const counts = await countSince(tx, { heardMs: last.heardMs });
    const teams = counts.filter((team) => isWorthNotifying({ stretches: unsent, ...team, nowMs: hub.nowMs }));
    const zones = await findZones(
      tx,
      teams.map(({ teamId }) => teamId),
    );
    const events = teams.map((team) =>
      heardNotice({ team, zone: zones.get(team.teamId) ?? UTC, stretches: unsent, last }),
    );
    await recordEvents({ tx, engine, events, nowMs: hub.nowMs });
    return { stretches: unsent.length, teams: events.length };
  }, database);
}

async function decide(tx: Tx, heardMs: number) {
  const unsent = await listUnsent(tx);
  const longestIntervalMs = unsent.length === 0 ? 0 : await findLongestIntervalMs(tx);
  return { ...decideHearingNotice({ heardMs, unsent, longestIntervalMs }), unsent };
}

function heardNotice({
  team: { teamId, machines },
  zone,
  stretches,
  last,
}: {
  team: TeamCounts;
  zone: string;
  stretches: readonly UnsentBlindInterval[];
  last: UnsentBlindInterval;
}): Notice {
  const { cause } = last;
  return {
    type: "hub.heard",
    teamId,
    machineId: null,
    incidentId: null,
    facts: {
      message: heardSentence({ stretches, cause, machines, zone }),
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
