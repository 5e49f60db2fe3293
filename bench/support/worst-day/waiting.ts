import { setTimeout as sleep } from "node:timers/promises";
import type { Step } from "./step";

const WATCHED_MS = 30_000;
/** Until the chat has heard of the recoveries as well. */
const SETTLE_LIMIT_MS = 120_000;
const GOAL_CPU = 0.02;

/** Two notifications of each machine wait for the receiver that is away. */
export const waiting: Step = {
  name: "waiting",
  after: "return",
  async run(day) {
    const { client } = day.hub.database;
    const countOf = (type: string) =>
      client.delivery.count({ where: { channel: { type }, state: { in: ["pending", "sending"] } } });
    const endMs = performance.now() + SETTLE_LIMIT_MS;
    while ((await countOf("telegram")) > 0 && performance.now() < endMs) await sleep(1_000);
    const [startedMs, before] = [performance.now(), day.hub.cpuSeconds("worker")];
    await sleep(WATCHED_MS);
    const cpu = ((day.hub.cpuSeconds("worker") - before) * 1_000) / (performance.now() - startedMs);
    const extra = cpu - day.wellWorkerCpu;
    return [
      {
        moment: `worker's CPU while ${await countOf("webhook")} wait for a receiver away`,
        figure: `${inPercent(cpu)} of a core, ${inPercent(extra)} more than when all is well`,
        baseline: `${inPercent(day.wellWorkerCpu)} while all is well and nothing waits`,
        goal: "≤ 2 % of a core",
        isMet: cpu <= GOAL_CPU,
      },
    ];
  },
};

const inPercent = (part: number) => `${(part * 100).toFixed(1)} %`;
