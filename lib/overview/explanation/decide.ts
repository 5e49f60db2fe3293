import { formatAge, formatDuration } from "@/lib/base/duration";
import type { DeliveryState } from "@/lib/events/deliveries/states";
import { overlapMs } from "@/lib/heartbeat/blind";
import { toleratedMs } from "@/lib/heartbeat/planned-stop";
import { type ChainLink, chainOf } from "@/lib/incidents/chain";
import { firingWords } from "@/lib/incidents/firing-words";
import type { FiringView } from "@/lib/incidents/schema";
import { begun, ended } from "./acts";
import type { ExplainedDelivery, ExplainedFacts, ExplainedIncident } from "./facts";
import { policySteps } from "./policy-steps";
import type { ExplanationStep, Verdict } from "./schema";
import { deaf, fell, fired, inOrder, recovered, reported, toDeliveryStep, together, toStep } from "./steps";

/** About `atMs`, as things are at `nowMs`. */
type Asked = { facts: ExplainedFacts; atMs: number; nowMs: number };

export type Explanation = { verdict: Verdict; summary: string; steps: ExplanationStep[] };

/**
 * Explains why people were, or were not, notified about a machine at `atMs`: the chain from its last report to the
 * receivers, as far as it got.
 */
export function explain({ facts, atMs, nowMs }: Asked): Explanation {
  const { steps, ...explanation } = explainInSteps({ facts, atMs, nowMs });
  return { ...explanation, steps: inOrder(steps, nowMs) };
}

function explainInSteps({ facts, atMs, nowMs }: Asked): Explanation {
  if (facts.incident !== null) return explainOutage({ facts, incident: facts.incident, atMs, nowMs });
  const unwatched = whyNotWatched({ facts, atMs });
  if (unwatched !== null) {
    return {
      verdict: "not_watched",
      summary: unwatched,
      steps: [toStep({ step: "watched", state: "ended", sentence: unwatched })],
    };
  }
  return explainSilence({ facts, atMs, nowMs });
}

function whyNotWatched({ facts, atMs }: { facts: ExplainedFacts; atMs: number }): string | null {
  const { name, status, createdAtMs, lastSeenAtMs } = facts;
  if (atMs < createdAtMs) return `${name} had not been added yet.`;
  if (lastSeenAtMs !== null && lastSeenAtMs > atMs) return null;
  if (status === "disabled") return `${name} is disabled: its reports are refused, and no alerts are sent.`;
  if (lastSeenAtMs === null) return `${name} has never reported. Alerts begin with its first report.`;
  if (status === "pending") {
    return `${name} was enabled and has not reported since. Alerts begin with its next report.`;
  }
  return null;
}

/** For a time without an outage: how long the silence around it was, and how much of that counted. */
function explainSilence({ facts, atMs, nowMs }: Asked): Explanation {
  const { name, thresholdMs, lastSeenAtMs } = facts;
  const tolerated = formatDuration(thresholdMs);
  if (lastSeenAtMs !== null && lastSeenAtMs <= atMs) {
    return {
      verdict: "not_yet",
      summary: whyNotYet({ facts, silentSinceMs: lastSeenAtMs, atMs }),
      steps: [reported(lastSeenAtMs), ...facts.blind.map(deaf), deadlineStep(facts, nowMs)],
    };
  }
  const { reportBeforeMs, reportAfterMs } = facts;
  if (reportBeforeMs === null || reportAfterMs === null) {
    const isTooOld = atMs < facts.keptSinceMs;
    const summary = isTooOld
      ? `No outage of ${name} was recorded around that time. Its individual reports are no longer kept, so nothing more is known.`
      : `No outage of ${name} was recorded around that time, and its reports around it are not known.`;
    return { verdict: isTooOld ? "no_outage" : "unknown", summary, steps: [] };
  }
  const silentMs = reportAfterMs - reportBeforeMs;
  const blindMs = overlapMs(facts.blind, { fromMs: reportBeforeMs, toMs: reportAfterMs });
  const countedMs = silentMs - blindMs;
  const steps = [
    reported(reportBeforeMs),
    ...facts.blind.map(deaf),
    toStep({
      step: "deadline",
      state: "ended",
      atMs: reportAfterMs,
      sentence: `It reported again after ${formatAge(silentMs)}${blindMs > 0 ? `, of which ${formatAge(countedMs)} counted` : ""} (threshold ${tolerated}).`,
    }),
  ];
  if (countedMs <= thresholdMs) {
    const summary =
      blindMs > 0 && silentMs > thresholdMs
        ? `${name} was not offline: part of its silence was hub downtime, which does not count.`
        : `${name} was not offline: it reported before and after that time.`;
    return { verdict: "no_outage", summary, steps };
  }
  const { pausedUntilMs, windowThen } = facts;
  if (windowThen !== null) {
    const summary = `${name} was silent for longer than its threshold, but under the maintenance window “${windowThen}”: no alerts are sent while one runs, and it was back before that could change.`;
    return { verdict: "no_outage", summary, steps };
  }
  // A pause that ended later may have begun after that silence.
  if (pausedUntilMs !== null && pausedUntilMs > reportBeforeMs && pausedUntilMs <= reportAfterMs) {
    const summary = `${name} was silent for longer than its threshold, but paused: no alerts are sent during a pause, and after it the silence was not long enough.`;
    return { verdict: "no_outage", summary, steps };
  }
  return {
    verdict: "unknown",
    summary: `${name} was silent for longer than its current threshold, but no outage was recorded. It may have been paused or disabled then, or its threshold was longer.`,
    steps,
  };
}

/** When it will be declared offline, if nothing changes. */
function deadlineStep(
  { deadlineAtMs, isPaused, pausedUntilMs, window, thresholdMs, announced }: ExplainedFacts,
  nowMs: number,
): ExplanationStep {
  const tolerated = formatDuration(toleratedMs({ thresholdMs, plannedMs: announced?.plannedMs ?? 0 }));
  if (
    announced !== null &&
    !isPaused &&
    announced.plannedMs > thresholdMs &&
    deadlineAtMs !== null &&
    deadlineAtMs > nowMs
  )
    return toStep({
      step: "deadline",
      state: "waits",
      atMs: deadlineAtMs,
      sentence: `It announced a stop (${announced.reason}), so ${tolerated} of silence are tolerated instead of ${formatDuration(thresholdMs)}. Unless it reports before, it is declared offline then.`,
    });
  const waits = { step: "deadline", state: "waits" } as const;
  if (deadlineAtMs !== null && deadlineAtMs <= nowMs) {
    const sentence = `Unless it reports before, it is declared offline at the next check (threshold ${tolerated}).`;
    return toStep({ ...waits, sentence });
  }
  const sentence =
    isPaused && deadlineAtMs === pausedUntilMs
      ? `${window === null ? "Its pause" : `The maintenance window “${window}”`} ends then. If it has been silent for ${tolerated} or longer by that time, it is declared offline.`
      : `Unless it reports before, it is declared offline then (threshold ${tolerated}).`;
  return toStep({ ...waits, atMs: deadlineAtMs, sentence });
}

function whyNotYet({
  facts,
  silentSinceMs,
  atMs,
}: {
  facts: ExplainedFacts;
  silentSinceMs: number;
  atMs: number;
}): string {
  const { name, thresholdMs, isPaused, window, blind } = facts;
  if (isPaused && window !== null)
    return `${name} is under the maintenance window “${window}”: no alerts are sent before that ends.`;
  if (isPaused) return `${name} is paused: no alerts are sent before its pause ends.`;
  const tolerated = formatDuration(thresholdMs);
  const countedMs = atMs - silentSinceMs - overlapMs(blind, { fromMs: silentSinceMs, toMs: atMs });
  return countedMs > thresholdMs
    ? `${name} had been silent for longer than its threshold (${tolerated}) but has not been declared offline yet: no worker has checked since, or it has extra time after hub downtime.`
    : `${name} was not offline: it had reported ${formatAge(atMs - silentSinceMs)} before, and its threshold is ${tolerated}.`;
}

function explainOutage({
  facts,
  incident,
  atMs,
  nowMs,
}: Asked & { incident: ExplainedIncident }): Explanation {
  const { steps, ...told } = follow({ incident, what: `${facts.name} went offline`, atMs, nowMs });
  return { ...told, steps: [reported(incident.startedAtMs), ...facts.blind.map(deaf), ...steps] };
}

/** Explains who was, or was not, notified of an alert of a rule: from its condition to the receivers. */
export function explainAlert({
  incident,
  firing,
  atMs,
  nowMs,
}: Omit<Asked, "facts"> & { incident: ExplainedIncident; firing: FiringView }): Explanation {
  const verb = incident.resolvedAtMs === null ? "is" : "was";
  const { steps, ...told } = follow({ incident, what: firingWords(firing, verb), atMs, nowMs });
  return { ...told, steps: inOrder(steps, nowMs) };
}

/** What became of an incident; `what`: its summary's first sentence, without a full stop. */
function follow({
  incident,
  what,
  atMs,
  nowMs,
}: Omit<Asked, "facts"> & { incident: ExplainedIncident; what: string }): Explanation {
  const { detectedAtMs: openedAtMs, resolvedAtMs: closedAtMs, deliveries, acts } = incident;
  const chain = chainOf({ openedAtMs, closedAtMs, deliveries, acts });
  const told = chain.flatMap((link) =>
    link.kind === "notified" && link.part === "opens" ? [link.delivery] : [],
  );
  const steps = chain.flatMap((link) => [
    ...toSteps({ link, incident, atMs, nowMs }),
    ...(link.kind === "opened" ? policySteps(incident) : []),
  ]);
  if (incident.eventsKept) return { ...judge({ what, told }), steps };
  return { verdict: "unknown", summary: `${what}. Who was notified is no longer kept.`, steps };
}

/** A link of the chain in words; empty if there is nothing to say. */
function toSteps({
  link,
  incident,
  atMs,
  nowMs,
}: Omit<Asked, "facts"> & {
  link: ChainLink<ExplainedDelivery>;
  incident: ExplainedIncident;
}): ExplanationStep[] {
  switch (link.kind) {
    case "opened":
      if (incident.firing !== null) return fired(incident, incident.firing);
      return [fell(incident, atMs), ...(incident.mass === null ? [] : [together(incident, incident.mass)])];
    case "notified":
      return [toDeliveryStep({ delivery: link.delivery, nowMs })];
    case "acknowledged":
      return [begun({ ...link, incident })];
    case "act_ends": {
      const end = ended({ ...link, incident });
      return end === null ? [] : [end];
    }
    case "closed":
      return link.atMs === null ? [] : [recovered(incident, link.atMs)];
  }
}

/** The outcome of the first notifications of an incident, as one verdict and sentence. */
function judge({ what, told }: { what: string; told: readonly ExplainedDelivery[] }) {
  const namesOf = (...states: DeliveryState[]) => [
    ...new Set(told.filter(({ state }) => states.includes(state)).map(({ channelName }) => channelName)),
  ];
  const delivered = namesOf("delivered");
  const waiting = namesOf("pending", "sending").filter((channel) => !delivered.includes(channel));
  const others = namesOf("suppressed", "dead").filter(
    (channel) => !delivered.includes(channel) && !waiting.includes(channel),
  );
  const verdict: Verdict =
    delivered.length > 0
      ? waiting.length + others.length === 0
        ? "told"
        : "partly_told"
      : waiting.length > 0
        ? "being_told"
        : "not_told";
  const notSent = others.filter((channel) => channel !== "");
  const parts = [
    delivered.length > 0 ? `Delivered to ${delivered.join(", ")}.` : null,
    waiting.length > 0 ? `Still sending to ${waiting.join(", ")}.` : null,
    notSent.length > 0 ? `Not sent to ${notSent.join(", ")}.` : null,
  ].filter((part) => part !== null);
  return { verdict, summary: `${what}. ${parts.join(" ") || "Nobody was notified."}` };
}
