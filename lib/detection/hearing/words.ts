import { formatAge } from "@/lib/base/duration";
import { UNKNOWN_CAUSE } from "@/lib/heartbeat/constants";
import type { BlindCause } from "@/lib/heartbeat/pulse";
import { type Stretch, totalMs } from "./decide";

const CAUSES = new Map<string, string>(
  Object.entries({
    down: "it was down",
    frozen: "it was frozen",
    listener: "its port did not answer",
    database: "it could not write to its database",
    refused: "it had to refuse reports",
    clock: "its clock was set, or its host was suspended",
    [UNKNOWN_CAUSE]: "the cause is not known yet",
  } satisfies Record<BlindCause | typeof UNKNOWN_CAUSE, string>),
);

/** Why the hub could not receive reports, for use in brackets. */
export function causeWords(cause: string): string {
  return CAUSES.get(cause) ?? cause;
}

/** The machines of a team after a blind interval. */
export type MachineCounts = { confirmed: number; offline: number; awaited: number };

/** What a team is sent while the hub cannot receive reports. Times in UTC: a message does not know its reader's time zone. */
export function deafSentence({ sinceMs }: { sinceMs: number }): string {
  return `The hub has not been able to receive reports since ${day(sinceMs)} ${minute(sinceMs)} UTC. Until it can, no machine's silence counts.`;
}

/** What a team is sent when the hub can receive reports again. `stretches`, at least one, in order. */
export function heardSentence({
  stretches,
  cause,
  machines,
}: {
  stretches: readonly Pick<Stretch, "startedAtMs" | "endedAtMs">[];
  cause: string;
  machines: MachineCounts;
}): string {
  const fromMs = stretches[0]?.startedAtMs ?? 0;
  const untilMs = stretches.at(-1)?.endedAtMs ?? 0;
  const times = stretches.length === 1 ? "" : ` ${stretches.length} times`;
  const until = day(fromMs) === day(untilMs) ? minute(untilMs) : `${day(untilMs)} ${minute(untilMs)}`;
  return (
    `The hub could not receive reports${times} from ${day(fromMs)} ${minute(fromMs)} to ${until} UTC, ` +
    `for ${formatAge(totalMs(stretches))}${times === "" ? "" : " in all"} (${causeWords(cause)}); ${countWords(machines)}.`
  );
}

function countWords({ confirmed, offline, awaited }: MachineCounts): string {
  const reported =
    confirmed === 0
      ? "no machine has reported since"
      : `${confirmed} ${confirmed === 1 ? "machine" : "machines"} confirmed since`;
  const offlineWords =
    offline === 0 ? "none is offline" : `${offline} ${offline === 1 ? "is" : "are"} offline`;
  if (awaited === 0) return `${reported}, ${offlineWords}`;
  return `${reported}, ${offlineWords}, ${awaited} ${awaited === 1 ? "has" : "have"} not reported yet`;
}

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const minute = (ms: number) => new Date(ms).toISOString().slice(11, 16);
