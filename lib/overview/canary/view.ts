import { outageWords } from "@/lib/events/outage-words";
import { partOf } from "@/lib/events/types";
import { type ChainLink, chainOf } from "@/lib/incidents/chain";
import { labelOf } from "@/lib/notifications/transports/channel-types";
import { type CanaryState, decideState, isBySetting } from "./decide";
import type { CanaryDelivery, CanaryFacts } from "./facts";
import type { CanaryStep, CanaryView } from "./schema";

export const NO_CANARY: CanaryView = {
  state: "none",
  summary: "Not tested within the last day.",
  started_at: null,
  ended_at: null,
  took_s: null,
  steps: [],
};

/** A test as /api/v1 shows it: each step with its time, what it waits for, and what failed where. */
export function toCanaryView({ facts, nowMs }: { facts: CanaryFacts; nowMs: number }): CanaryView {
  const state = decideState({ facts, nowMs });
  const { startedAtMs, endedAtMs } = facts;
  return {
    state,
    summary: summarise(facts, state),
    started_at: iso(startedAtMs),
    ended_at: endedAtMs === null ? null : iso(endedAtMs),
    took_s: endedAtMs === null ? null : seconds(endedAtMs - startedAtMs),
    steps: stepsOf(facts, state),
  };
}

function stepsOf(facts: CanaryFacts, state: CanaryState): CanaryStep[] {
  const { startedAtMs, reportedAtMs, detectedAtMs, returnedAtMs } = facts;
  const missing = { isRunning: state === "running", problem: facts.problem };
  const chain = chainOf({
    openedAtMs: detectedAtMs,
    closedAtMs: returnedAtMs,
    deliveries: facts.deliveries,
    acts: [],
  });
  const known = [
    ownStep("reported", { atMs: reportedAtMs, sinceMs: startedAtMs }),
    ...chain.flatMap((link) => toStep({ link, facts }) ?? []),
  ];
  // What went wrong belongs to the first step that was not taken.
  const firstOpen = known.findIndex(({ at, step }) => at === null && step in OWN_STEPS);
  return known.map((step, index) =>
    step.at !== null || !(step.step in OWN_STEPS)
      ? step
      : index === firstOpen
        ? { ...step, ...openStep(step, missing) }
        : { ...step, state: missing.isRunning ? "waits" : "not_taken" },
  );
}

/** A link of the chain as a step of the test; null: not reached yet, or not part of a test. */
function toStep({
  link,
  facts: { reportedAtMs, detectedAtMs, returnedAtMs },
}: {
  link: ChainLink<CanaryDelivery>;
  facts: CanaryFacts;
}): CanaryStep | null {
  switch (link.kind) {
    case "opened":
      return ownStep("offline", { atMs: link.atMs, sinceMs: reportedAtMs });
    case "notified":
      return deliveryStep({ ...link, sinceMs: link.part === "opens" ? detectedAtMs : returnedAtMs });
    case "closed":
      return detectedAtMs === null ? null : ownStep("returned", { atMs: link.atMs, sinceMs: null });
    default:
      return null;
  }
}

/** The words for a step that is done, and for one that is awaited. */
const OWN_STEPS: Partial<Record<CanaryStep["step"], [string, string]>> = {
  reported: [
    "A simulated machine sent a report to the hub's own port",
    "A simulated machine sends a report to the hub's own port",
  ],
  offline: [
    "It went silent, its deadline passed, and the worker declared it offline",
    "It is silent; its deadline passes after 5 s of heard time",
  ],
  returned: ["It reported again", "It reports again once every alert is delivered"],
};

function ownStep(
  step: "reported" | "offline" | "returned",
  { atMs, sinceMs }: { atMs: number | null; sinceMs: number | null },
): CanaryStep {
  const [done = "", open = ""] = OWN_STEPS[step] ?? [];
  return {
    step,
    state: atMs === null ? "waits" : "done",
    at: atMs === null ? null : iso(atMs),
    sentence: atMs === null ? open : done,
    after_s: atMs === null || sinceMs === null ? null : seconds(atMs - sinceMs),
  };
}

function openStep(step: CanaryStep, { isRunning, problem }: { isRunning: boolean; problem: string | null }) {
  if (isRunning) return step;
  if (problem !== null) return { state: "failed" as const, sentence: problem };
  return { state: "not_taken" as const };
}

function deliveryStep({
  delivery,
  sinceMs,
}: {
  delivery: CanaryDelivery;
  sinceMs: number | null;
}): CanaryStep {
  const { event, state, reason, lastAnswer, channelType, channelName, finishedAtMs } = delivery;
  const isOver = finishedAtMs !== null && state === "delivered";
  const what = outageWords(event);
  const where = channelName === "" ? "" : ` to ${labelOf(channelType ?? "")} "${channelName}"`;
  const why = delivery.reasonText ?? lastAnswer;
  const because = why === null ? "" : `. ${why}`;
  const sentences: Record<CanaryDelivery["state"], string> = {
    delivered: `${what}${where}: delivered`,
    pending: `${what}${where}: ${lastAnswer === null ? "waiting" : "retrying"}${because}`,
    sending: `${what}${where}: sending`,
    // A receiver that has been asked has said what was wrong; that the test ended says nothing.
    suppressed:
      reason === "canary_over" && lastAnswer !== null
        ? `${what}${where}: not delivered while the test ran. ${lastAnswer}`
        : `${what}${where}: not sent${because}`,
    dead: `${what}${where}: failed. ${lastAnswer ?? delivery.reasonText}`,
  };
  return {
    step: partOf(event) === "opens" ? "told_offline" : "told_online",
    state: isOver ? "done" : state === "dead" ? "failed" : stateOfUnsent(delivery),
    at: isOver ? iso(finishedAtMs) : null,
    sentence: sentences[state],
    after_s: isOver && sinceMs !== null ? seconds(finishedAtMs - sinceMs) : null,
  };
}

function stateOfUnsent(delivery: CanaryDelivery): CanaryStep["state"] {
  if (delivery.state !== "suppressed") return "waits";
  return isBySetting(delivery) || delivery.reason === "offline_not_told" ? "not_taken" : "failed";
}

function summarise(facts: CanaryFacts, state: CanaryState): string {
  const { deliveries, startedAtMs, endedAtMs, problem } = facts;
  if (state === "running") return "The test is running. It takes about ten seconds, twenty with Telegram.";
  if (state === "interrupted") {
    return "The test was interrupted: the web process that played the machine has stopped. Channels that got the alert get the recovery; nothing else is sent. Run the test again.";
  }
  const took = `${seconds((endedAtMs ?? startedAtMs) - startedAtMs)} s`;
  if (state === "arrived") return `Everything arrived. The test took ${took}.`;
  if (problem !== null) return problem;
  const chosen = deliveries.filter((delivery) => !isBySetting(delivery));
  if (deliveries.every(({ channelName }) => channelName === ""))
    return "The hub noticed the outage, but this team has no channel, so nobody would be notified. Add one.";
  if (chosen.length === 0)
    return "The hub noticed the outage, but no active channel has outages selected, so nobody would be notified.";
  const missed = [
    ...new Set(chosen.filter((one) => one.state !== "delivered").map((one) => one.channelName)),
  ];
  return `Not everything arrived. Check ${missed.map((name) => `"${name}"`).join(", ")}; the steps below say what went wrong.`;
}

function seconds(ms: number): number {
  return Math.round(Math.max(0, ms) / 100) / 10;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
