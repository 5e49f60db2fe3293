import type { ReporterRow } from "@/lib/db/engine";
import { circumstancesAtChange } from "@/lib/events/circumstances";
import type { Notice } from "@/lib/events/event";
import { hostWords, type Sightings } from "@/lib/heartbeat/sightings";

/** What a machine's team is sent once it is certain that several hosts report with the machine's key. */
export function clonedNotice({
  row: { machineId, teamId, name, pausedUntilMs },
  sightings,
  nowMs,
}: {
  row: ReporterRow;
  sightings: Sightings | null;
  nowMs: number;
}): Notice {
  const message =
    `${hostWords(sightings?.hosts ?? [])} with the key of ${name}: one is probably a copy of the other. ` +
    "While this lasts, the hub cannot notice that one of them has gone silent. " +
    "The page of the machine gives the copy a machine of its own.";
  return {
    type: "machine.cloned",
    teamId,
    machineId: null,
    incidentId: null,
    facts: { message, machine: { id: machineId, name } },
    circumstances: circumstancesAtChange({ pausedUntilMs, nowMs }),
  };
}
