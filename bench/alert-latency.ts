// How long after their deadlines the outages of machines that die at once reach the receiver, beside a bare timer; and
// how long after their reports their recoveries.
// Run by hand after `npm run build`: npx tsx bench/alert-latency.ts [machines] [how many of them die]
import { setTimeout as sleep } from "node:timers/promises";
import { seal } from "@/lib/db/secrets/seal";
import { WebhookReceiver } from "../tests/support/webhook-receiver";
import { BenchHub } from "./support/bench-hub";
import { measureLateness, offlineOf } from "./support/lateness";
import { ReportingFleet } from "./support/reporting-fleet";
import { seedReporters } from "./support/seed-reporters";
import { quantile } from "./support/statistics";

const INTERVAL_MS = 10_000;
const OFFLINE_AFTER_MS = 15_000;
const GOAL_MS = { median: 150, max: 500 };
const CONNECTIONS = 256;

const machines = Number(process.argv[2] ?? 10_000);
const dying = Number(process.argv[3] ?? 200);

const hub = await BenchHub.prepare();
const receiver = await WebhookReceiver.start();
await hub.fleet.addChannel({
  url: receiver.url,
  secret: seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", hub.sealKey),
});
const { database } = hub;
const reporters = await seedReporters({
  database,
  teamId: hub.fleet.teamId,
  count: machines,
  offlineAfterMs: OFFLINE_AFTER_MS,
});
await Promise.all([hub.front.ingest.start(), hub.worker.start()]);
const fleet = new ReportingFleet({ url: hub.url, intervalMs: INTERVAL_MS, connections: CONNECTIONS });
fleet.start(reporters.map(({ apiKey }) => apiKey));
await sleep(2.5 * INTERVAL_MS);
// Spread over the fleet, and so over the interval.
const each = Math.floor(machines / dying);
const doomed = reporters.filter((_, index) => index % each === 0).slice(0, dying);
const { told, bareTimer } = await measureLateness({ database, fleet, receiver, dying: doomed });
const expected = new Set(doomed.map(({ machineId }) => machineId));
const wrong = receiver.received.filter((webhook) => {
  const machineId = offlineOf(webhook);
  return machineId !== null && !expected.has(machineId);
});

const bareMs = quantile(bareTimer, 0.5);
const medianMs = quantile(told, 0.5);
const maxMs = Math.max(...told);
const isGood = medianMs <= GOAL_MS.median && maxMs <= GOAL_MS.max && wrong.length === 0;
process.stdout.write(
  `${dying} of ${machines} machines die at once, from the deadline to the arrival:\n` +
    `  bare timer: median ${Math.round(bareMs)} ms, max ${Math.round(Math.max(...bareTimer))} ms\n` +
    `  hub:        median ${Math.round(medianMs)} ms (${(medianMs / bareMs).toFixed(1)}×), max ${Math.round(maxMs)} ms,` +
    ` earliest ${Math.round(Math.min(...told))} ms, told wrongly ${wrong.length}` +
    ` (goal: ≤ ${GOAL_MS.median}, ≤ ${GOAL_MS.max}, ≥ 0, 0: ${isGood ? "ok" : "missed"})\n`,
);

const { tookMs, outcomes } = await fleet.tally();
process.stdout.write(
  `  reports meanwhile: p50 ${quantile(tookMs, 0.5).toFixed(1)} ms, p99 ${quantile(tookMs, 0.99).toFixed(1)} ms, ${JSON.stringify(outcomes)}\n`,
);

await fleet.stop();
await hub.stop();
await receiver.stop();
