// What rules cost: the CPU of a stored report, with the database's server, of a team without rules and of one with this many
// on every machine, in the same run; and how soon after its 202 an alert reaches a receiver. Run by hand:
// npx tsx bench/rule-cost.ts [sqlite,postgresql] [connections] [reports a round] [rules]
import type { Database } from "@/lib/db/client";
import { IngestBench } from "./support/ingest-bench";
import { sendReports } from "./support/ingest-load";
import { cpuSeconds } from "./support/read-process";
import { quantile } from "./support/statistics";

const MACHINES = 2_000;
const ROUNDS = 7;
const [engines = "sqlite,postgresql", connections = "64", reports = "8000", rules = "20"] =
  process.argv.slice(2);

/** Metrics that the reports of this bench have, and two that they have not. None of these rules fires. */
const METRICS = [
  ["cpu_pct", 99],
  ["mem_used_pct", 99],
  ["disk_used_pct", 99],
  ["net_rx_rate", 1e12],
  ["filesystem.used_pct", 99],
  ["gauge:queue", 1e6],
] as const;

async function setRules({ client }: Database, count: number): Promise<void> {
  const team = await client.team.findFirstOrThrow();
  const now = new Date();
  await client.rule.deleteMany();
  for (let index = 0; index < count; index++) {
    const [metric, threshold] = METRICS[index % METRICS.length] ?? METRICS[0];
    await client.rule.create({
      data: {
        teamId: team.id,
        name: `rule ${index}`,
        metric,
        comparison: "above",
        threshold,
        samples: 3,
        recoverMargin: 0,
        severity: "warning",
        scope: JSON.stringify({ all: true }),
        isActive: true,
        createdAt: now,
        updatedAt: now,
      },
    });
  }
  const rulesVersion = count === 0 ? 0 : team.rulesVersion + 1 + (Date.now() % 1_000_000);
  await client.team.update({ where: { id: team.id }, data: { rulesVersion } });
}

async function measure(engine: "sqlite" | "postgresql"): Promise<void> {
  const bench = await IngestBench.start({ engine, machines: MACHINES, profile: null });
  const { hub, senders, database } = bench;
  const count = Number(reports);
  const round = async (): Promise<number> => {
    const [own, server] = [cpuSeconds(hub.pid), bench.serverSeconds()];
    await sendReports({ port: hub.port, connections: Number(connections), reports: count, senders });
    return ((cpuSeconds(hub.pid) - own + bench.serverSeconds() - server) * 1e6) / count;
  };
  for (const each of [0, Number(rules)]) {
    await setRules(database, each);
    await round();
  }
  const costs: { without: number; with: number }[] = [];
  for (let each = 0; each < ROUNDS; each++) {
    await setRules(database, 0);
    const without = await round();
    await setRules(database, Number(rules));
    costs.push({ without, with: await round() });
  }
  const median = (values: number[]) => quantile(values, 0.5);
  const ratio = median(costs.map((cost) => cost.with / cost.without));
  process.stdout.write(
    `${engine}, ${connections} connections: ${rules} rules a machine ${ratio.toFixed(2)}× (median of ${ROUNDS} rounds; goal ≤ 1.25): ` +
      `${median(costs.map((cost) => cost.without)).toFixed(0)} µs a report without, ${median(costs.map((cost) => cost.with)).toFixed(0)} with\n`,
  );
  await bench.stop();
}

for (const engine of engines.split(",")) await measure(engine === "postgresql" ? engine : "sqlite");
