import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "../statistics";
import { inMs, inS } from "./row";
import type { Step } from "./step";

const LASTS_MS = 120_000;
const EVERY_MS = 5_000;

/** The process that shows pages is killed again and again, while the fleet reports. */
export const killWeb: Step = {
  name: "kill-web",
  after: "well",
  async run(day) {
    const { hub, fleet } = day;
    const before = await day.heard();
    await fleet.tally();
    const startedMs = performance.now();
    let kills = 0;
    for (let nextMs = EVERY_MS; nextMs <= LASTS_MS; nextMs += EVERY_MS) {
      await sleep(startedMs + nextMs - performance.now());
      if (hub.kill("web")) kills++;
    }
    // A 2-process hub has nothing to hear with until it is back.
    await day.until("online", () => day.countMachines("online"), day.options.machines);
    const { lostMs, blind } = await day.unheard(before);
    const { outcomes, tookMs } = await fleet.tally();
    const { "202": stored = 0, ...refused } = outcomes;
    return [
      {
        moment: `kill -9 web every 5 s for two minutes (${kills} kills)`,
        figure: `refused ${JSON.stringify(refused)}, unheard ${inS(lostMs)} in ${blind} blind intervals`,
        baseline: `${stored} stored meanwhile, p99 ${inMs(quantile(tookMs, 0.99))}`,
        goal: "no report refused, no pulse missed",
        isMet: Object.keys(refused).length === 0 && blind === 0,
      },
    ];
  },
};
