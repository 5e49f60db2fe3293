import { formatAge } from "@/lib/base/duration";
import type { ExplainedAcknowledgement, ExplainedDelivery, ExplainedIncident } from "./facts";
import type { ExplanationStep } from "./schema";
import { toDeliveryStep, toStep } from "./steps";

type Act = { atMs: number; step: ExplanationStep };

/** What people did about an outage, and what was told of it again or, because of that, was not; as it came. */
export function actsAndReminders(
  incident: ExplainedIncident,
  reminders: readonly ExplainedDelivery[],
): ExplanationStep[] {
  const acts = incident.acknowledgements.flatMap((each, index) => [
    begun({ each, before: incident.acknowledgements[index - 1], incident }),
    ...ended({ each, incident }),
  ]);
  const told = reminders.map((each) => ({ atMs: each.createdAtMs, step: toDeliveryStep(each) }));
  return [...acts, ...told].sort((one, other) => one.atMs - other.atMs).map(({ step }) => step);
}

function begun({
  each: { by, via, atMs, untilMs },
  before,
  incident,
}: {
  each: ExplainedAcknowledgement;
  before: ExplainedAcknowledgement | undefined;
  incident: ExplainedIncident;
}): Act {
  // Its end was reckoned a moment before it was written down.
  const length = untilMs === null ? "" : formatAge(untilMs - atMs + 500);
  const way = via === "api" ? " through the API" : "";
  const said =
    untilMs === null
      ? `${by} said${way} that they are on it. That holds nothing back; there is nothing to be told until it is over.`
      : `${by} snoozed it${way} for ${length}.`;
  const isInPlace = before?.ending === "replaced" && before.untilMs !== null;
  const instead = isInPlace ? " The end of the snooze before it is not told." : "";
  return toAct({ incident, state: "went_on", atMs, sentence: `${said}${instead}` });
}

/** The end of it, where that says anything; the recovery ends the others. */
function ended({
  each: { untilMs, ending, endedAtMs, endedBy },
  incident,
}: {
  each: ExplainedAcknowledgement;
  incident: ExplainedIncident;
}): Act[] {
  if (ending === "taken_back" && endedAtMs !== null) {
    const then = untilMs === null ? "" : ", so that its end is not told";
    return [
      toAct({ incident, state: "ended", atMs: endedAtMs, sentence: `${endedBy} took that back${then}.` }),
    ];
  }
  if (untilMs === null) return [];
  if (ending === null && incident.resolvedAtMs === null) {
    const sentence = "Then the snooze is over: if it is still offline, that is told once more.";
    return [toAct({ incident, state: "waits", atMs: untilMs, sentence })];
  }
  const wasDark = endedAtMs !== null && (incident.resolvedAtMs === null || incident.resolvedAtMs > endedAtMs);
  if (ending !== "over" || !wasDark) return [];
  const sentence = "The snooze was over, and it was still offline.";
  return [toAct({ incident, state: "went_on", atMs: endedAtMs, sentence })];
}

function toAct({
  incident,
  ...rest
}: { incident: ExplainedIncident; atMs: number } & Pick<ExplanationStep, "state" | "sentence">): Act {
  return {
    atMs: rest.atMs,
    step: toStep({ step: "acknowledgement", ...rest, incidentId: incident.id }),
  };
}
