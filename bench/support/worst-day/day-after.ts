import { backdate } from "./backdate";
import { describePages, slowestP95, timePages } from "./page-times";
import { inMs } from "./row";
import type { Step } from "./step";

const DAY_MS = 86_400_000;
const GOAL_MS = 150;

/** The day after: what has happened is a day old, and the receiver is still away. */
export const dayAfter: Step = {
  name: "day-after",
  after: "return",
  async run(day) {
    await backdate(day.hub.database, DAY_MS);
    const times = await timePages(day.person, day.shown);
    return [
      {
        moment: "… pages' p95 a day after",
        figure: describePages(times),
        baseline: `slowest ${inMs(slowestP95(day.wellPages))} while all was well`,
        goal: "≤ 150 ms",
        isMet: slowestP95(times) <= GOAL_MS && times.refused === 0,
      },
    ];
  },
};
