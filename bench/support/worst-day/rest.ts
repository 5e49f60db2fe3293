import { fork } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ReportingFleet } from "../reporting-fleet";
import { quantile } from "../statistics";
import type { Day } from "./day";
import { INTERVAL_MS } from "./day";
import { inMb, type Row } from "./row";
import type { Step } from "./step";

const SETTLE_MS = 15_000;
const GOAL_BYTES = 320 * 1_048_576;

/** Before the first report: what the hub takes, and what a bare server makes of the same reports. Then all begin. */
export const rest: Step = {
  name: "rest",
  after: null,
  async run(day) {
    await sleep(SETTLE_MS);
    day.restBytes = day.hub.memoryBytes();
    const row: Row = {
      moment: "memory at rest (PSS of all processes)",
      figure: `${inMb(day.restBytes)}: ${[...day.hub.processes().keys()].join(", ")}, supervisor`,
      baseline: `${inMb(process.memoryUsage().rss)} takes this benchmark`,
      goal: "≤ 320 MB",
      isMet: day.restBytes <= GOAL_BYTES,
    };
    day.bare = await timeBare(day);
    await day.open();
    return [row];
  },
};

async function timeBare({ apiKeys, connections }: Day): Promise<{ p50Ms: number; p99Ms: number }> {
  const server = fork(path.join(import.meta.dirname, "../bare-server.mjs"));
  const [{ port }] = (await once(server, "message")) as [AddressInfo];
  const url = `http://127.0.0.1:${port}`;
  const fleet = new ReportingFleet({ url, intervalMs: INTERVAL_MS, connections });
  fleet.start(apiKeys);
  await sleep(INTERVAL_MS);
  await fleet.tally();
  await sleep(INTERVAL_MS);
  const { tookMs } = await fleet.tally();
  await fleet.stop();
  server.disconnect();
  return { p50Ms: quantile(tookMs, 0.5), p99Ms: quantile(tookMs, 0.99) };
}
