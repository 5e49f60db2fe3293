import { formatAge } from "@/lib/base/duration";
import { clockIn, dayIn, instantWords, timeWords } from "@/lib/base/time-zone";
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

/** What a team is sent while the hub cannot receive reports. `zone`: the team's. */
export function deafSentence({ sinceMs, zone }: { sinceMs: number; zone: string }): string {
  return `The hub has not been able to receive reports since ${instantWords({ at: sinceMs, zone, precision: "minute" })}. Until it can, no machine's silence counts.`;
}

/** What a team is sent when the hub can receive reports again. `stretches`, at least one, in order. */
export function heardSentence({
  stretches,
  cause,
  machines,
  zone,
}: {
  stretches: readonly Pick<Stretch, "startedAtMs" | "endedAtMs">[];
  cause: string;
  machines: MachineCounts;
  /** The team's. */
  zone: string;
}): string {
  const fromMs = stretches[0]?.startedAtMs ?? 0;
  const untilMs = stretches.at(-1)?.endedAtMs ?? 0;
  const times = stretches.length === 1 ? "" : ` ${stretches.length} times`;
  const from = { at: fromMs, zone, precision: "minute" as const };
  const end = { ...from, at: untilMs };
  const until = dayIn(from) === dayIn(end) ? timeWords(end) : instantWords(end);
  return (
    `The hub could not receive reports${times} from ${dayIn(from)} ${clockIn(from)} to ${until}, ` +
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
