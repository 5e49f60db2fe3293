import { setTimeout as sleep } from "node:timers/promises";
import { inMb, inS, times } from "./row";
import type { Step } from "./step";

const LIMIT_MS = 600_000;
const EVERY_MS = 10_000;
const GOAL_RATIO = 1.5;
/** What a process has as on an ordinary day differs this much from one moment to the next. */
const BACK_RATIO = 1.1;

/** After the worst day, with the fleet reporting as usual. */
export const memory: Step = {
  name: "memory",
  after: "return",
  async run({ hub, restBytes, wellBytes }) {
    const startedMs = performance.now();
    const after = hub.memoryBytes();
    let latest = after;
    while (latest > BACK_RATIO * wellBytes && performance.now() - startedMs < LIMIT_MS) {
      await sleep(EVERY_MS);
      latest = hub.memoryBytes();
    }
    const isBack = latest <= BACK_RATIO * wellBytes;
    const backAfter = isBack
      ? `back after ${inS(performance.now() - startedMs)}`
      : "not back after ten minutes";
    return [
      {
        moment: "memory after the worst day",
        figure: `${inMb(after)} (${times(after / restBytes)}), then ${inMb(latest)}: ${backAfter}`,
        baseline: `${inMb(restBytes)} at rest, ${inMb(wellBytes)} while all was well`,
        goal: "≤ 1.5× rest; back within ten minutes",
        isMet: after <= GOAL_RATIO * restBytes && isBack,
      },
    ];
  },
};
