import { formatAge } from "@/lib/base/duration";
import type { Act } from "@/lib/incidents/acknowledgements/act";
import type { ExplainedIncident } from "./facts";
import type { ExplanationStep } from "./schema";
import { toStep } from "./steps";

/** An acknowledgement or a snooze. `before`: the one before it. */
export function begun({
  act: { by, via, atMs, untilMs },
  before,
  incident,
}: {
  act: Act;
  before: Act | undefined;
  incident: ExplainedIncident;
}): ExplanationStep {
  // The end of a snooze was computed a moment before it was recorded.
  const length = untilMs === null ? "" : formatAge(untilMs - atMs + 500);
  const way = via === "api" ? " through the API" : "";
  const said =
    untilMs === null
      ? `${by} acknowledged it${way}. The recovery is still sent.`
      : `${by} snoozed it${way} for ${length}.`;
  const isInPlace = before?.ending === "replaced" && before.untilMs !== null;
  const instead = isInPlace ? " The snooze before it ends without a reminder." : "";
  return toActStep({ incident, state: "went_on", atMs, sentence: `${said}${instead}` });
}

/** The end of an acknowledgement; null where there is nothing to say, because the recovery ends the others. */
export function ended({
  act: { untilMs, ending, endedAtMs, endedBy },
  incident,
}: {
  act: Act;
  incident: ExplainedIncident;
}): ExplanationStep | null {
  if (ending === "taken_back" && endedAtMs !== null) {
    const then = untilMs === null ? "" : ", so no reminder is sent";
    const sentence = `${endedBy} unacknowledged it${then}.`;
    return toActStep({ incident, state: "ended", atMs: endedAtMs, sentence });
  }
  if (untilMs === null) return null;
  const open = incident.firing === null ? "offline" : "firing";
  if (ending === null && incident.resolvedAtMs === null) {
    const sentence = `Then the snooze ends: a reminder is sent if it is still ${open}.`;
    return toActStep({ incident, state: "waits", atMs: untilMs, sentence });
  }
  const wasOpen = endedAtMs !== null && (incident.resolvedAtMs === null || incident.resolvedAtMs > endedAtMs);
  if (ending !== "over" || !wasOpen) return null;
  const sentence = `The snooze ended, and it was still ${open}.`;
  return toActStep({ incident, state: "went_on", atMs: endedAtMs, sentence });
}

function toActStep({
  incident,
  ...rest
}: { incident: ExplainedIncident; atMs: number } & Pick<
  ExplanationStep,
  "state" | "sentence"
>): ExplanationStep {
  return toStep({ step: "acknowledgement", ...rest, incidentId: incident.id });
}
