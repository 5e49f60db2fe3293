// What one stored report costs the production web process in CPU, compared with a bare Node server in the same run.
// Run by hand after `npm run build`: npx tsx bench/ingest-cost.ts [clients]
import { fork } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { Agent, request } from "undici";
import { BenchHub } from "./support/bench-hub";
import { cpuSeconds } from "./support/read-process";

const MACHINES = 200;
const CLIENTS = Number(process.argv[2] ?? 16);
const REPORTS_PER_ROUND = 16_000;
const ROUNDS = 5;

// What the original agent sends every ten seconds.
const REPORT = JSON.stringify({
  timestamp: new Date().toISOString(),
  cpu_pct: 12.518796992481203,
  mem_used_pct: 48.0312,
  disk_used_pct: 71.25,
  net_rx_bytes: 123_456_790_000,
  net_tx_bytes: 4_242_424_242,
  uptime_s: 86_410,
});

type Target = { url: string; pid: number };
type Cost = { cpuUs: number; perS: number };

const hub = await BenchHub.prepare();
const keys = (await hub.fleet.addMachines(MACHINES)).map(({ apiKey }) => apiKey);
await hub.front.ingest.start();
const bareServer = fork(path.join(import.meta.dirname, "support/bare-server.mjs"));
const [address] = (await once(bareServer, "message")) as [AddressInfo];
const bare: Target = { url: `http://127.0.0.1:${address.port}`, pid: bareServer.pid ?? 0 };
const web: Target = { url: hub.url, pid: hub.front.ingest.pid };
const connections = new Agent({ connections: CLIENTS, pipelining: 1 });

/** Clients that wait for their answers. Returns microseconds of CPU per report, and reports a second. */
async function round({ url, pid }: Target): Promise<Cost> {
  const [startedMs, cpuBefore] = [performance.now(), cpuSeconds(pid)];
  let sent = 0;
  const client = async () => {
    while (sent < REPORTS_PER_ROUND) {
      const key = keys[sent++ % keys.length] ?? "";
      const { statusCode, body } = await request(`${url}/agent/metrics`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": key },
        body: REPORT,
        dispatcher: connections,
      });
      await body.dump();
      if (statusCode !== 202) throw new Error(`${url} answered ${statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return {
    cpuUs: ((cpuSeconds(pid) - cpuBefore) * 1e6) / REPORTS_PER_ROUND,
    perS: REPORTS_PER_ROUND / ((performance.now() - startedMs) / 1000),
  };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

// Warm both before measuring.
for (const target of [bare, web]) await round(target);
const storedBefore = await hub.database.client.sample.count();
const rounds: { bare: Cost; web: Cost }[] = [];
for (let i = 0; i < ROUNDS; i++) rounds.push({ bare: await round(bare), web: await round(web) });
const stored = (await hub.database.client.sample.count()) - storedBefore;
if (stored !== ROUNDS * REPORTS_PER_ROUND) throw new Error(`${stored} samples were stored`);

function say(title: string, costs: Cost[]): void {
  const cpuUs = median(costs.map((cost) => cost.cpuUs)).toFixed(0);
  const perS = median(costs.map((cost) => cost.perS)).toFixed(0);
  process.stdout.write(`${title}: ${cpuUs} µs of CPU a report, ${perS} a second\n`);
}

say(
  "bare Node, which stores nothing",
  rounds.map(({ bare }) => bare),
);
say(
  "the web process, stored and committed",
  rounds.map(({ web }) => web),
);
const ratio = median(rounds.map((one) => one.web.cpuUs / one.bare.cpuUs));
process.stdout.write(
  `${ratio.toFixed(2)}× bare Node (median of ${ROUNDS} rounds; ${CLIENTS} clients, ${MACHINES} keys)\n`,
);

bareServer.disconnect();
await connections.close();
await hub.stop();
