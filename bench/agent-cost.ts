// What the agent costs the machine that it monitors, at its default interval.
// Run by hand after `npm run build`, on Linux: npx tsx bench/agent-cost.ts [seconds]
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BenchHub } from "./support/bench-hub";
import { cpuSeconds, memoryBytes } from "./support/read-process";

const INTERVAL_S = 10;
const LOOK_EVERY_MS = 20;
const forS = Number(process.argv[2] ?? 120);

const hub = await BenchHub.prepare();
const [machine] = await hub.fleet.addMachines(1);
await hub.front.ingest.start();
const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-agent-"));
const [config, keyFile] = [path.join(folder, "agent.conf"), path.join(folder, "agent.key")];
await writeFile(keyFile, `header = "X-API-Key: ${machine?.apiKey}"\n`, { mode: 0o600 });
await writeFile(
  config,
  [`hub=${hub.url}`, `interval_s=${INTERVAL_S}`, `key_file=${keyFile}`, `state_dir=${folder}`, ""].join("\n"),
);
const agent = spawn("sh", ["agent/agent.sh", "--config", config], { stdio: "ignore" });
const pid = agent.pid ?? 0;

// The first report contains the system facts, which follow once an hour.
await sleep(INTERVAL_S * 1000);
const before = await hub.database.client.sample.count();
const [startedMs, cpuBefore] = [performance.now(), cpuSeconds(pid)];
const memory: number[] = [];
while (performance.now() - startedMs < forS * 1000) {
  memory.push(memoryBytes(pid));
  await sleep(LOOK_EVERY_MS);
}
const cpuPct = ((cpuSeconds(pid) - cpuBefore) / ((performance.now() - startedMs) / 1000)) * 100;
const reports = (await hub.database.client.sample.count()) - before;
const sorted = memory.toSorted((a, b) => a - b);
const megabytes = (bytes: number | undefined) => `${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
process.stdout.write(
  `${reports} reports in ${forS} s, one every ${INTERVAL_S} s\n` +
    `CPU: ${cpuPct.toFixed(2)} % of one core, with all that it starts\n` +
    `memory: ${megabytes(sorted[Math.floor(sorted.length / 2)])} between reports, ${megabytes(sorted.at(-1))} at most while it measures and sends\n`,
);

agent.kill("SIGTERM");
await hub.stop();
await rm(folder, { recursive: true, force: true });
