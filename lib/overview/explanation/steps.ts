import { formatAge, formatDuration } from "@/lib/base/duration";
import { causeWords } from "@/lib/detection/hearing/words";
import { type MassSilence, massWords } from "@/lib/events/mass-words";
import { outageWords } from "@/lib/events/outage-words";
import type { BlindStretch } from "@/lib/heartbeat/blind";
import type { ExplainedDelivery, ExplainedIncident } from "./facts";
import type { ExplanationStep } from "./schema";

export function recovered(incident: ExplainedIncident, resolvedAtMs: number): ExplanationStep {
  const lasted = formatAge(resolvedAtMs - incident.startedAtMs);
  return toStep({
    step: "recovery",
    state: incident.resolution === "reported" ? "went_on" : "ended",
    atMs: resolvedAtMs,
    sentence:
      incident.resolution === "disabled"
        ? `Somebody disabled it after ${lasted}; that is no recovery.`
        : `It reported again; it was away for ${lasted}.`,
    incidentId: incident.id,
  });
}

export function toDeliveryStep(delivery: ExplainedDelivery): ExplanationStep {
  const what = outageWords(delivery.event);
  const channel = delivery.channelName;
  const tries = delivery.attemptCount > 1 ? ` with attempt ${delivery.attemptCount}` : "";
  // Some answers are sentences, others only words: "HTTP 503".
  const answer =
    delivery.lastAnswer === null ? "" : ` Last answer: ${delivery.lastAnswer.replace(/\.$/, "")}.`;
  const reason = delivery.reasonText === null ? "" : ` ${delivery.reasonText}`;
  const common = { step: "delivery" as const, deliveryId: delivery.id };
  switch (delivery.state) {
    case "delivered":
      return toStep({
        ...common,
        state: "went_on",
        atMs: delivery.finishedAtMs,
        sentence: `${channel} was told of ${what}${tries}.`,
      });
    case "pending":
    case "sending":
      return toStep({
        ...common,
        state: "waits",
        atMs: delivery.nextAttemptAtMs,
        sentence: `${channel} is still to be told of ${what}.${reason}${answer}`,
      });
    case "suppressed":
    case "dead":
      return toStep({
        ...common,
        state: "ended",
        atMs: delivery.finishedAtMs,
        // A team without any channel has one row, which names none.
        sentence: `${channel === "" ? "Nobody was told" : `${channel} was not told`} of ${what}.${reason}${answer}`,
      });
  }
}

/** That it was offline, which at the time that is asked about it may not have been yet. */
export function fell(incident: ExplainedIncident, atMs: number): ExplanationStep {
  const { id, startedAtMs, detectedAtMs, thresholdMs } = incident;
  const early = atMs < detectedAtMs ? " At the time you ask about, its silence was still tolerated." : "";
  return toStep({
    step: "incident",
    state: "went_on",
    atMs: detectedAtMs,
    sentence: `It was offline after ${formatAge(detectedAtMs - startedAtMs)} of silence; ${formatDuration(thresholdMs)} were tolerated.${early}`,
    incidentId: id,
  });
}

/** That it fell silent with many others, and whether the hub could be reached then. */
export function together(incident: ExplainedIncident, mass: MassSilence): ExplanationStep {
  const reached = mass.knock?.ok ? ` The hub could reach itself at ${mass.knock.url} then.` : "";
  return toStep({
    step: "incident",
    state: "went_on",
    atMs: incident.detectedAtMs,
    sentence: `${massWords(mass)}.${reached}`,
    incidentId: incident.id,
  });
}

export function reported(atMs: number): ExplanationStep {
  return toStep({ step: "report", state: "went_on", atMs, sentence: "Its last report before that time." });
}

export function deaf({ startedAtMs, endedAtMs, cause }: BlindStretch): ExplanationStep {
  return toStep({
    step: "hearing",
    state: "waits",
    atMs: startedAtMs,
    sentence: `The hub could not hear anybody for ${formatAge(endedAtMs - startedAtMs)} (${causeWords(cause)}): that time counts against no machine.`,
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
