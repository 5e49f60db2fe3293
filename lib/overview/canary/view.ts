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

/** A canary as /api/v1 shows it: each step with its time, what is waited for, and what failed where. */
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
  // What went wrong did so at the first step that was not taken.
  const firstOpen = known.findIndex(({ at, step }) => at === null && step in OWN_STEPS);
  return known.map((step, index) =>
    step.at !== null || !(step.step in OWN_STEPS)
      ? step
      : index === firstOpen
        ? { ...step, ...openStep(step, missing) }
        : { ...step, state: missing.isRunning ? "waits" : "not_taken" },
  );
}

/** A link of the chain as a step of the test; null: it is not on the way yet, or there is none of it in a test. */
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
      return toldStep({ ...link, sinceMs: link.part === "opens" ? detectedAtMs : returnedAtMs });
    case "closed":
      return detectedAtMs === null ? null : ownStep("returned", { atMs: link.atMs, sinceMs: null });
    default:
      return null;
  }
}

/** In words: done, and waited for. */
const OWN_STEPS: Partial<Record<CanaryStep["step"], [string, string]>> = {
  reported: [
    "A made-up machine reported through the hub's own door",
    "The made-up machine is to report through the hub's own door",
  ],
  offline: [
    "It fell silent, its deadline passed, and the worker wrote down its outage",
    "It is silent; its deadline passes after 5 s of heard time",
  ],
  returned: ["It reported again", "It reports again once everybody has been told"],
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

function toldStep({ delivery, sinceMs }: { delivery: CanaryDelivery; sinceMs: number | null }): CanaryStep {
  const { event, state, channelType, channelName, finishedAtMs } = delivery;
  const isOver = finishedAtMs !== null && state === "delivered";
  const what = outageWords(event);
  const where = channelName === "" ? "" : ` by ${labelOf(channelType ?? "")} "${channelName}"`;
  const why = delivery.reasonText ?? delivery.lastAnswer;
  const because = why === null ? "" : `: ${why}`;
  const sentences: Record<CanaryDelivery["state"], string> = {
    delivered: `Told of ${what}${where}`,
    pending: `${delivery.lastAnswer === null ? "Waits to be told" : "Not told yet"} of ${what}${where}${because}`,
    sending: `Is being told of ${what}${where}`,
    suppressed: `Not told of ${what}${where}${because}`,
    dead: `Not told of ${what}${where}: ${delivery.lastAnswer ?? delivery.reasonText}`,
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
  if (state === "running") return "The test is under way; it takes about ten seconds, with Telegram twenty.";
  if (state === "interrupted") {
    return "The test was interrupted: the web process that played the machine is gone. Whoever was told of the outage is told that it is over; what had not been told will not be. Test again.";
  }
  const took = `${seconds((endedAtMs ?? startedAtMs) - startedAtMs)} s`;
  if (state === "arrived") return `Everything arrived. The test took ${took}.`;
  if (problem !== null) return problem;
  const chosen = deliveries.filter((delivery) => !isBySetting(delivery));
  if (deliveries.every(({ channelName }) => channelName === ""))
    return "The hub noticed the outage, but this team has no channel: nobody would be told. Add one.";
  if (chosen.length === 0)
    return "The hub noticed the outage, but no channel that is on listens to outages: nobody would be told.";
  const missed = [
    ...new Set(chosen.filter((one) => one.state !== "delivered").map((one) => one.channelName)),
  ];
  return `Not everything arrived. Check ${missed.map((name) => `"${name}"`).join(", ")}; its steps below say what went wrong.`;
}

function seconds(ms: number): number {
  return Math.round(Math.max(0, ms) / 100) / 10;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
