// How long after its deadline a machine's outage reaches the receiver, and how long after its report its recovery.
// Run by hand after `npm run build`: npx tsx bench/alert-latency.ts
import { setTimeout as sleep } from "node:timers/promises";
import { seal } from "@/lib/db/secrets/seal";
import { WebhookReceiver } from "../tests/support/webhook-receiver";
import { BenchHub } from "./support/bench-hub";

const MACHINES = 20;
const OFFLINE_AFTER_MS = 5_000;
// Not a divisor of a second, so that the deadlines fall on every phase of the hub's ticks.
const STAGGER_MS = 730;

const hub = await BenchHub.prepare();
const receiver = await WebhookReceiver.start();
await hub.fleet.addChannel({
  url: receiver.url,
  secret: seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", hub.sealKey),
});
const machines = await hub.fleet.addMachines(MACHINES, { offlineAfterMs: OFFLINE_AFTER_MS });
await Promise.all([hub.front.ingest.start(), hub.worker.start()]);

/** Reports once; returns the time of the answer. */
async function report(apiKey: string): Promise<number> {
  const url = `${hub.url}/agent/metrics`;
  const response = await fetch(url, { method: "POST", headers: { "x-api-key": apiKey }, body: "{}" });
  if (response.status !== 202) throw new Error(`The hub answered ${response.status}`);
  return Date.now();
}

async function arrivalOf(event: string, machineId: number): Promise<number> {
  const { arrivedAtMs } = await receiver.waitFor(({ body }) => {
    const told = body as { event: string; machine: { id: number } };
    return told.event === event && told.machine.id === machineId;
  });
  return arrivedAtMs;
}

async function measure({ machineId, apiKey }: { machineId: number; apiKey: string }, index: number) {
  await sleep(index * STAGGER_MS);
  const deadlineMs = (await report(apiKey)) + OFFLINE_AFTER_MS;
  const offlineMs = (await arrivalOf("machine.offline", machineId)) - deadlineMs;
  const backMs = await report(apiKey);
  return { offlineMs, onlineMs: (await arrivalOf("machine.online", machineId)) - backMs };
}

async function barePost(): Promise<number> {
  const startedMs = performance.now();
  await fetch(receiver.url, { method: "POST", body: "{}" });
  return performance.now() - startedMs;
}

function describe(title: string, values: number[], baselineMs: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const max = sorted.at(-1) ?? Number.NaN;
  const ratio = Math.round(median / baselineMs);
  return `${title}: median ${Math.round(median)} ms, max ${Math.round(max)} ms (${values.length} tries; median ${ratio}× a bare POST)\n`;
}

const results = await Promise.all(machines.map(measure));
const bare: number[] = [];
for (let i = 0; i < MACHINES; i++) bare.push(await barePost());
const baselineMs = bare.toSorted((a, b) => a - b)[Math.floor(MACHINES / 2)] ?? Number.NaN;
process.stdout.write(describe("bare POST to the receiver", bare, baselineMs));
process.stdout.write(
  describe(
    "deadline to arrival",
    results.map(({ offlineMs }) => offlineMs),
    baselineMs,
  ),
);
process.stdout.write(
  describe(
    "report to recovery's arrival",
    results.map(({ onlineMs }) => onlineMs),
    baselineMs,
  ),
);

await hub.stop();
await receiver.stop();
