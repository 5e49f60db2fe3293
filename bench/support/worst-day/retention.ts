import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/db/client";
import { giveBack } from "@/lib/history/retention/give-back-mutations";
import { Pruner } from "@/lib/history/retention/pruner";
import type { Keep } from "@/lib/history/retention/step";
import { Fleet } from "../../../tests/support/fleet";
import { runSql } from "../../../tests/support/postgresql-server";
import { ReportingFleet } from "../reporting-fleet";
import { seedReporters } from "../seed-reporters";
import { quantile } from "../statistics";
import { INTERVAL_MS, OFFLINE_AFTER_MS } from "./day";
import type { Options } from "./options";
import { inMb, inMs, inS, note, type Row, times } from "./row";
import { seedDay } from "./seed-day";
import { WholeHub } from "./whole-hub";

const DAY_MS = 86_400_000;
const DAYS = 30;
const MACHINES = 1_000;
/** Short enough that thirty days go well beyond all of it. */
const KEEP: Keep = {
  samplesMs: 2 * DAY_MS,
  eventsMs: 7 * DAY_MS,
  historyMs: 14 * DAY_MS,
  fiveMinutesMs: 30 * DAY_MS,
  hoursMs: 400 * DAY_MS,
};
const HORIZON_DAYS = 15;
const QUIET_MS = 30_000;
const GOAL = { flat: 1.1, p99: 1.2 };

/** Thirty simulated days of a thousand machines: how large the database gets, and whether reports notice its pruning. */
export async function retention({ machines, engine }: Options): Promise<Row[]> {
  const hub = await WholeHub.prepare(engine);
  const { database, databaseConfig, teamId } = hub;
  const count = Math.min(MACHINES, machines);
  const reporters = await seedReporters({ database, teamId, count, offlineAfterMs: OFFLINE_AFTER_MS });
  const channelId = await Fleet.of({ database, teamId }).addChannel();
  const machineIds = reporters.map(({ machineId }) => machineId);
  const sizes: number[] = [];
  const firstMs = Date.now() - DAYS * DAY_MS;
  for (let day = 0; day < DAYS; day++) {
    const fromMs = firstMs + day * DAY_MS;
    await seedDay(databaseConfig, { day, fromMs, teamId, machineIds, channelId });
    const pruner = new Pruner({ database, keep: KEEP, pauseMs: 0 });
    await pruner.run({ now: new Date(fromMs + DAY_MS), budgetMs: Number.POSITIVE_INFINITY });
    await giveBack({ database, budgetMs: Number.POSITIVE_INFINITY });
    // A day passes here in seconds, within which no autovacuum would run.
    if (databaseConfig.kind === "postgresql") await runSql(databaseConfig.url, "VACUUM ANALYZE");
    sizes.push(await databaseBytes(database));
    note(`day ${day + 1}: ${inMb(sizes.at(-1) ?? 0)}`);
  }
  await hub.start();
  const fleet = new ReportingFleet({ url: hub.url, intervalMs: INTERVAL_MS, connections: 256 });
  fleet.start(reporters.map(({ apiKey }) => apiKey));
  await sleep(2 * INTERVAL_MS);
  await fleet.tally();
  await sleep(QUIET_MS);
  const quiet = await fleet.tally();
  const startedMs = performance.now();
  const short: Keep = { ...KEEP, samplesMs: DAY_MS / 4, eventsMs: DAY_MS, historyMs: 2 * DAY_MS };
  const pruned = await new Pruner({ database, keep: short }).run({
    now: new Date(),
    budgetMs: Number.POSITIVE_INFINITY,
  });
  const tookMs = performance.now() - startedMs;
  const busy = await fleet.tally();
  await fleet.stop();
  await hub.remove();
  const settled = sizes.slice(HORIZON_DAYS);
  const flat = Math.max(...settled) / Math.min(...settled);
  const [quietMs, busyMs] = [quantile(quiet.tookMs, 0.99), quantile(busy.tookMs, 0.99)];
  const rows = Object.values(pruned.rows).reduce((sum, each) => sum + each, 0);
  return [
    {
      moment: `30 simulated days of ${count} machines with retention`,
      figure: `${inMb(Math.min(...settled))} to ${inMb(Math.max(...settled))} after day ${HORIZON_DAYS} (${times(flat)})`,
      baseline: `${inMb(sizes[0] ?? 0)} after the first day, at most ${inMb(Math.max(...sizes))}`,
      goal: "flat within 10 %",
      isMet: flat <= GOAL.flat,
    },
    {
      moment: "… p99 of reports while it is pruned",
      figure: `${inMs(busyMs)} (${times(busyMs / quietMs)}); ${rows} rows in ${inS(tookMs)}, batches ≤ ${inMs(pruned.longestMs)}`,
      baseline: `${inMs(quietMs)} while it is not`,
      goal: "≤ 1.2×",
      isMet: busyMs / quietMs <= GOAL.p99,
    },
  ];
}

async function databaseBytes({ client, engine }: Database): Promise<number> {
  const sql =
    engine.kind === "sqlite"
      ? "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()"
      : "SELECT pg_database_size(current_database()) AS bytes";
  const [row] = await client.$queryRawUnsafe<{ bytes: bigint }[]>(sql);
  return Number(row?.bytes);
}
