// What one stored report costs in CPU, with the database's server, compared with the least it can cost: bare Node that stores
// batches (bench/support/batch-server.mjs), in the same run.
// Each round reports for every machine at least once: a first report is dearer. Run by hand:
// npx tsx bench/ingest-cost.ts [sqlite,postgresql] [connections,…] [reports a round] [folder for CPU profiles]
import { IngestBench, type Target } from "./support/ingest-bench";
import { sendReports } from "./support/ingest-load";
import { cpuSeconds } from "./support/read-process";
import { quantile } from "./support/statistics";

const MACHINES = 10_000;
const ROUNDS = 5;
const [engines = "sqlite,postgresql", connections = "16,256", reports = "20000", profile = null] =
  process.argv.slice(2);
const REPORTS_PER_ROUND = Number(reports);

type Cost = { processUs: number; serverUs: number; perS: number };

async function round({
  bench,
  target,
  connections,
}: {
  bench: IngestBench;
  target: Target;
  connections: number;
}): Promise<Cost> {
  const [atMs, own, server] = [performance.now(), cpuSeconds(target.pid), bench.serverSeconds()];
  const { senders } = bench;
  await sendReports({ port: target.port, connections, reports: REPORTS_PER_ROUND, senders });
  return {
    processUs: ((cpuSeconds(target.pid) - own) * 1e6) / REPORTS_PER_ROUND,
    serverUs: ((bench.serverSeconds() - server) * 1e6) / REPORTS_PER_ROUND,
    perS: REPORTS_PER_ROUND / ((performance.now() - atMs) / 1_000),
  };
}

const median = (values: number[]) => quantile(values, 0.5);
const totalUs = ({ processUs, serverUs }: Cost) => processUs + serverUs;

function inWords(costs: Cost[]): string {
  const medianOf = (pick: (cost: Cost) => number) => median(costs.map(pick)).toFixed(0).padStart(4);
  return `${medianOf(totalUs)} µs (process ${medianOf((c) => c.processUs)}, server ${medianOf((c) => c.serverUs)}), ${medianOf((c) => c.perS)}/s`;
}

async function measure(engine: "sqlite" | "postgresql"): Promise<void> {
  const bench = await IngestBench.start({ engine, machines: MACHINES, profile });
  const { hub, bare } = bench;
  for (const count of connections.split(",").map(Number)) {
    // Warm both before measuring.
    for (const target of [bare, hub]) await round({ bench, target, connections: count });
    const storedBefore = await bench.database.client.sample.count();
    const rounds: { bare: Cost; hub: Cost }[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      rounds.push({
        bare: await round({ bench, target: bare, connections: count }),
        hub: await round({ bench, target: hub, connections: count }),
      });
    }
    const stored = (await bench.database.client.sample.count()) - storedBefore;
    if (stored !== ROUNDS * REPORTS_PER_ROUND) throw new Error(`${stored} samples were stored`);
    const ratio = median(rounds.map((one) => totalUs(one.hub) / totalUs(one.bare)));
    process.stdout.write(
      [
        `${engine}, ${count} connections: ${ratio.toFixed(2)}× (median of ${ROUNDS} rounds)`,
        `  bare batch ${inWords(rounds.map((one) => one.bare))}`,
        `  the hub    ${inWords(rounds.map((one) => one.hub))}`,
        "",
      ].join("\n"),
    );
  }
  await bench.stop();
}

for (const engine of engines.split(",")) await measure(engine === "postgresql" ? engine : "sqlite");
