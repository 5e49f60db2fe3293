import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "../statistics";
import type { Day } from "./day";
import { timePages } from "./page-times";
import { inMs, times } from "./row";
import type { Step } from "./step";

const WATCHED_MS = 30_000;
const PEOPLE = 10;
/** Between two loads of one person. */
const PAUSE_MS = 1_000;
const GOAL_MS = { p50: 10, p99: 40 };
const GOAL_RATIO = 1.25;

/** All machines report; then ten people reload the list. */
export const well: Step = {
  name: "well",
  after: "rest",
  async run(day) {
    await day.fleet.tally();
    const cpu = day.hub.cpuSeconds("worker");
    const startedMs = performance.now();
    await sleep(WATCHED_MS);
    day.wellWorkerCpu = ((day.hub.cpuSeconds("worker") - cpu) * 1_000) / (performance.now() - startedMs);
    day.wellBytes = day.hub.memoryBytes();
    const quiet = await spread(day);
    const loads = await reload(day);
    const busy = await spread(day);
    day.wellPages = await timePages(day.person, day.shown);
    const ratios = [busy.p50Ms / quiet.p50Ms, busy.p99Ms / quiet.p99Ms];
    return [
      {
        moment: "all well: report p50 / p99",
        figure: `${inMs(quiet.p50Ms)} / ${inMs(quiet.p99Ms)}, ${quiet.refused} refused`,
        baseline: `${inMs(day.bare.p50Ms)} / ${inMs(day.bare.p99Ms)} by bare Node`,
        goal: "≤ 10 / 40 ms",
        isMet: quiet.p50Ms <= GOAL_MS.p50 && quiet.p99Ms <= GOAL_MS.p99 && quiet.refused === 0,
      },
      {
        moment: "… while ten people reload the list",
        figure: `${inMs(busy.p50Ms)} / ${inMs(busy.p99Ms)}, ${loads} pages, ${busy.refused} refused`,
        baseline: `${inMs(quiet.p50Ms)} / ${inMs(quiet.p99Ms)} while nobody does`,
        goal: `the same ± 25 % (${ratios.map(times).join(", ")})`,
        isMet: ratios.every((ratio) => ratio <= GOAL_RATIO) && busy.refused === 0,
      },
    ];
  },
};

async function spread({ fleet }: Day) {
  const { tookMs, outcomes } = await fleet.tally();
  const all = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  return {
    p50Ms: quantile(tookMs, 0.5),
    p99Ms: quantile(tookMs, 0.99),
    refused: all - (outcomes["202"] ?? 0),
  };
}

/** Returns how many lists were loaded. */
async function reload({ people }: Day): Promise<number> {
  const endMs = performance.now() + WATCHED_MS;
  let loads = 0;
  const sit = async (index: number) => {
    while (performance.now() < endMs) {
      await people[index % people.length]?.load("/machines");
      loads++;
      await sleep(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: PEOPLE }, (_, index) => sit(index)));
  return loads;
}
