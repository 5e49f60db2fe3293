import { formatAge } from "@/lib/base/duration";
import type { Act } from "@/lib/incidents/acknowledgements/act";
import type { ExplainedIncident } from "./facts";
import type { ExplanationStep } from "./schema";
import { toStep } from "./steps";

/** That somebody is on an outage, or snoozed it. `before`: what had been said before. */
export function begun({
  act: { by, via, atMs, untilMs },
  before,
  incident,
}: {
  act: Act;
  before: Act | undefined;
  incident: ExplainedIncident;
}): ExplanationStep {
  // Its end was reckoned a moment before it was written down.
  const length = untilMs === null ? "" : formatAge(untilMs - atMs + 500);
  const way = via === "api" ? " through the API" : "";
  const said =
    untilMs === null
      ? `${by} said${way} that they are on it. That holds nothing back; there is nothing to be told until it is over.`
      : `${by} snoozed it${way} for ${length}.`;
  const isInPlace = before?.ending === "replaced" && before.untilMs !== null;
  const instead = isInPlace ? " The end of the snooze before it is not told." : "";
  return toActStep({ incident, state: "went_on", atMs, sentence: `${said}${instead}` });
}

/** The end of it, or null where that says nothing: the recovery ends the others. */
export function ended({
  act: { untilMs, ending, endedAtMs, endedBy },
  incident,
}: {
  act: Act;
  incident: ExplainedIncident;
}): ExplanationStep | null {
  if (ending === "taken_back" && endedAtMs !== null) {
    const then = untilMs === null ? "" : ", so that its end is not told";
    const sentence = `${endedBy} took that back${then}.`;
    return toActStep({ incident, state: "ended", atMs: endedAtMs, sentence });
  }
  if (untilMs === null) return null;
  if (ending === null && incident.resolvedAtMs === null) {
    const sentence = "Then the snooze is over: if it is still offline, that is told once more.";
    return toActStep({ incident, state: "waits", atMs: untilMs, sentence });
  }
  const wasDark = endedAtMs !== null && (incident.resolvedAtMs === null || incident.resolvedAtMs > endedAtMs);
  if (ending !== "over" || !wasDark) return null;
  const sentence = "The snooze was over, and it was still offline.";
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
