import { formatAge, formatDuration } from "@/lib/base/duration";
import { withoutFullStop } from "@/lib/base/text";
import { causeWords } from "@/lib/detection/hearing/words";
import { type MassSilence, massWords } from "@/lib/events/mass-words";
import { outageWords } from "@/lib/events/outage-words";
import type { BlindStretch } from "@/lib/heartbeat/blind";
import { demandWords, firingValue, firingWords } from "@/lib/incidents/firing-words";
import type { FiringView } from "@/lib/incidents/schema";
import type { ExplainedDelivery, ExplainedIncident } from "./facts";
import type { ExplanationStep } from "./schema";

export function recovered(incident: ExplainedIncident, resolvedAtMs: number): ExplanationStep {
  const { resolution } = incident;
  return toStep({
    step: "recovery",
    state: resolution === "disabled" ? "ended" : "went_on",
    atMs: resolvedAtMs,
    sentence: ENDINGS[resolution ?? "reported"]({
      lasted: formatAge(resolvedAtMs - incident.startedAtMs),
      firing: incident.firing,
    }),
    incidentId: incident.id,
  });
}

type Ended = { lasted: string; firing: FiringView | null };

const ENDINGS: Record<NonNullable<ExplainedIncident["resolution"]>, (ended: Ended) => string> = {
  reported: ({ lasted }) => `Back online after ${lasted}.`,
  disabled: ({ lasted }) => `Somebody disabled it after ${lasted}. That is not a recovery.`,
  recovered: ({ lasted, firing }) =>
    firing === null || firing.resolved_value === null
      ? `Resolved after ${lasted}.`
      : `Resolved after ${lasted}, at ${firingValue(firing, firing.resolved_value)}.`,
  target_gone: ({ lasted }) => `Closed after ${lasted}: the machine no longer reports it.`,
  rule_changed: ({ lasted }) => `Closed after ${lasted}: the rule was changed.`,
  rule_off: ({ lasted }) => `Closed after ${lasted}: the rule was switched off.`,
  rule_deleted: ({ lasted }) => `Closed after ${lasted}: the rule was deleted.`,
};

/** A notification: what became of it or, if it still waits, when it is attempted next. */
export function toDeliveryStep({
  delivery,
  nowMs,
}: {
  delivery: ExplainedDelivery;
  nowMs: number;
}): ExplanationStep {
  // A team without channels has one row, which names no channel.
  const where = delivery.channelName === "" ? "" : ` to ${delivery.channelName}`;
  const what = `${outageWords(delivery.event)}${where}`;
  const tries = delivery.attemptCount > 1 ? ` on attempt ${delivery.attemptCount}` : "";
  // Some answers are sentences, others only words, such as "HTTP 503".
  const answer = delivery.lastAnswer === null ? "" : ` Last answer: ${withoutFullStop(delivery.lastAnswer)}.`;
  const reason = delivery.reasonText === null ? "" : ` ${delivery.reasonText}`;
  const common = { step: "delivery" as const, deliveryId: delivery.id };
  switch (delivery.state) {
    case "delivered":
      return toStep({
        ...common,
        state: "went_on",
        atMs: delivery.finishedAtMs,
        sentence: `${what}: delivered${tries}.`,
      });
    case "pending":
    case "sending": {
      const next = reason === "" ? nextAttempt(delivery, nowMs) : { atMs: null, words: reason };
      const sentence = `${what}: not delivered yet.${next.words}${answer}`;
      return toStep({ ...common, state: "waits", atMs: next.atMs, sentence });
    }
    case "suppressed":
    case "dead":
      return toStep({
        ...common,
        state: "ended",
        atMs: delivery.finishedAtMs,
        sentence: `${what}: ${delivery.state === "dead" ? "failed" : "not sent"}.${reason}${answer}`,
      });
  }
}

/** In words that fit a time to come; null: no particular time. */
function nextAttempt(
  { state, nextAttemptAtMs, attemptCount, isChannelFailing }: ExplainedDelivery,
  nowMs: number,
) {
  if (state === "sending") return { atMs: null, words: " It is being attempted." };
  const again = attemptCount > 0 ? " again" : "";
  if (nextAttemptAtMs !== null && nextAttemptAtMs > nowMs) {
    const reserve = isChannelFailing ? " at the earliest: the channel is failing" : "";
    return { atMs: nextAttemptAtMs, words: ` It will be attempted${again} then${reserve}.` };
  }
  // Of all that waits for a failing receiver one is tried, which need not be this one.
  return isChannelFailing
    ? {
        atMs: null,
        words:
          " It will be sent once the receiver accepts messages again; that is tried about once a minute.",
      }
    : { atMs: null, words: ` It will be attempted${again} within a minute.` };
}

/** Steps in order of time: what happened, then what has no time of its own, then what will be. */
export function inOrder(steps: readonly ExplanationStep[], nowMs: number): ExplanationStep[] {
  const timeOf = ({ at }: ExplanationStep) => (at === null ? nowMs : Date.parse(at));
  return [...steps].sort((one, other) => timeOf(one) - timeOf(other));
}

/** Since when a rule's condition was met, and that it fired. */
export function fired(
  { id, startedAtMs, detectedAtMs }: ExplainedIncident,
  firing: FiringView,
): ExplanationStep[] {
  const common = { state: "went_on", incidentId: id } as const;
  return [
    toStep({
      ...common,
      step: "report",
      atMs: startedAtMs,
      sentence: `${firingWords(firing, "was")} from here on.`,
    }),
    toStep({
      ...common,
      step: "incident",
      atMs: detectedAtMs,
      sentence: `Fired at ${firingValue(firing, firing.value)}: ${demandWords(firing)} (rule ${firing.rule_name}).`,
    }),
  ];
}

/** The decision that it was offline, which may have come after the time that is asked about. */
export function fell(incident: ExplainedIncident, atMs: number): ExplanationStep {
  const { id, startedAtMs, detectedAtMs, thresholdMs } = incident;
  const early = atMs < detectedAtMs ? " At the time you ask about, its threshold had not passed yet." : "";
  return toStep({
    step: "incident",
    state: "went_on",
    atMs: detectedAtMs,
    sentence: `Declared offline after ${formatAge(detectedAtMs - startedAtMs)} of silence (threshold ${formatDuration(thresholdMs ?? 0)}).${early}`,
    incidentId: id,
  });
}

/** The mass silence that it was part of, and whether the hub could be reached then. */
export function together(incident: ExplainedIncident, mass: MassSilence): ExplanationStep {
  const reached = mass.knock?.ok ? ` The hub could reach itself at ${mass.knock.url} at that time.` : "";
  return toStep({
    step: "incident",
    state: "went_on",
    atMs: incident.detectedAtMs,
    sentence: `${massWords(mass)}.${reached}`,
    incidentId: incident.id,
  });
}

export function reported(atMs: number): ExplanationStep {
  return toStep({ step: "report", state: "went_on", atMs, sentence: "Last report before that time." });
}

export function deaf({ startedAtMs, endedAtMs, cause }: BlindStretch): ExplanationStep {
  return toStep({
    step: "hearing",
    state: "waits",
    atMs: startedAtMs,
    sentence: `The hub could not receive reports for ${formatAge(endedAtMs - startedAtMs)} (${causeWords(cause)}). Hub downtime does not count against machines.`,
  });
}

export function toStep({
  atMs = null,
  incidentId = null,
  deliveryId = null,
  ...rest
}: Pick<ExplanationStep, "step" | "state" | "sentence"> & {
  atMs?: number | null;
  incidentId?: number | null;
  deliveryId?: number | null;
}): ExplanationStep {
  return {
    ...rest,
    at: atMs === null ? null : new Date(atMs).toISOString(),
    incident_id: incidentId,
    delivery_id: deliveryId,
  };
}
