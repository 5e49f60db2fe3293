// What long history costs (docs/decisions/032-history.md), beside rows alone in the same run: bytes and the worker's CPU a
// machine, transactions, charts, sparklines, and what inserting reports costs beside few and beside many rows. Eight
// synthetic machines of three kinds; two days as samples of ten seconds that go through the worker, what is older as points of sparser
// samples. CPU is this process's, without that of PostgreSQL. Run by hand:
// npx tsx bench/history-cost.ts [postgresql://… (a server on which databases may be created)]
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseConfig } from "@/lib/base/env";
import { type Database, openDatabase } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { PROOF_OF_LIFE, type Sample } from "@/lib/heartbeat/report/parse";
import { chooseResolution, stepFor } from "@/lib/history/metrics/decide";
import { insertSamples } from "@/lib/history/metrics/mutations";
import { readHistory } from "@/lib/history/metrics/read-history";
import { FIGURE_SERIES } from "@/lib/history/metrics/series-names";
import { findSparklines } from "@/lib/history/metrics/sparkline-data";
import { foldNext } from "@/lib/history/roll-ups/fold";
import { rollNext } from "@/lib/history/roll-ups/roll";
import { packPoints } from "@/lib/history/stored/pack";
import { gather } from "@/lib/history/stored/points";
import { mergeHour, toTable } from "@/lib/history/stored/raw-hour";
import { type PointResolution, RESOLUTIONS, startOf } from "@/lib/history/stored/stretches";
import { summarize } from "@/lib/history/stored/summarize";
import type { TeamScope } from "@/lib/people/teams/scope";
import { Fleet } from "../tests/support/fleet";
import { migrate } from "../tests/support/migrated-template";
import { databaseUrl, runSql } from "../tests/support/postgresql-server";
import { prune } from "../tests/support/prune";
import { PROFILES, SyntheticMachine } from "./support/history/profiles";
import { quantile } from "./support/statistics";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KEPT_MS = { raw: 2 * DAY_MS, "5m": 30 * DAY_MS, "1h": 400 * DAY_MS };
const server = process.argv[2];
process.env.LUNASENTRI_SECRET ??= randomUUID();
const drops: (() => Promise<unknown>)[] = [];

const say = (name: string, value: string, limit = "") =>
  process.stdout.write(`${name.padEnd(62)} ${value.padStart(22)}   ${limit}\n`);
const median = (values: readonly number[]) => quantile(values, 0.5);

async function open(): Promise<Database> {
  let config: DatabaseConfig;
  if (server === undefined) {
    const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-history-"));
    drops.push(() => rm(folder, { recursive: true }));
    await migrate({ DATA_DIR: folder });
    config = { kind: "sqlite", file: path.join(folder, "lunasentri.db") };
  } else {
    const name = `lunasentri_history_${randomUUID().replaceAll("-", "")}`;
    await runSql(server, `CREATE DATABASE ${name}`);
    drops.push(() => runSql(server, `DROP DATABASE ${name} WITH (FORCE)`));
    const url = databaseUrl(server, name);
    await migrate({ DATABASE_URL: url });
    config = { kind: "postgresql", url };
  }
  const database = await openDatabase(config, { synchronous: "NORMAL" });
  drops.unshift(() => database.close());
  return database;
}

/** CPU that something takes in this process, in milliseconds: the median of some rounds. */
async function cpuMs(run: () => Promise<unknown>, rounds = 15): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    took.push((user + system) / 1000);
  }
  return median(took);
}

async function bytes({ client, engine }: Database, tables: readonly string[]): Promise<number> {
  if (engine.kind === "sqlite") {
    await client.$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
    const [pages] = await client.$queryRawUnsafe<{ bytes: bigint }[]>(
      "SELECT (SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count) AS bytes",
    );
    return Number(pages?.bytes) * 4096;
  }
  const [row] = await client.$queryRawUnsafe<{ bytes: bigint }[]>(
    `SELECT ${tables.map((table) => `pg_total_relation_size('${table}')`).join(" + ")} AS bytes`,
  );
  return Number(row?.bytes);
}

function insert(database: Database, rows: readonly { machineId: number; samples: Sample[] }[]) {
  return transaction(async (tx) => {
    await database.engine.openCommit(tx);
    const batches = rows.map(({ machineId, samples }) => ({
      row: { machineId },
      reports: [{ ...PROOF_OF_LIFE, backlog: samples }],
    }));
    await insertSamples({ tx, engine: database.engine, batches, nowMs: Date.now() });
  }, database);
}

/** Stores the points of this time, of sparser samples than there would be. */
async function storePoints(
  { client }: Database,
  {
    machineId,
    load,
    resolution,
    fromMs,
    toMs,
  }: { machineId: number; load: number; resolution: PointResolution; fromMs: number; toMs: number },
) {
  const { step, lengthMs } = RESOLUTIONS[resolution];
  const everyMs = resolution === "5m" ? MINUTE_MS : 10 * MINUTE_MS;
  const machine = new SyntheticMachine(load);
  for (let startMs = startOf(fromMs, lengthMs); startMs < toMs; startMs += lengthMs) {
    const rows = [];
    for (let at = startMs; at < Math.min(toMs, startMs + lengthMs); at += everyMs)
      rows.push({ ...machine.next(at, everyMs / 1000), receivedAtMs: at });
    const hour = mergeHour(null, toTable(rows));
    const packed = packPoints(summarize({ hour, before: null, resolution }));
    await client.history.create({
      data: { machineId, step, start: new Date(startMs), ...packed, version: 1, isDirty: false },
    });
  }
}

/** Two days through the worker, a quarter of an hour at a time. */
async function runTwoDays(
  database: Database,
  machines: readonly { machineId: number; load: number }[],
  startMs: number,
) {
  const made = machines.map(({ machineId, load }) => ({ machineId, machine: new SyntheticMachine(load) }));
  const times: Record<"fold" | "roll" | "prune", number[]> = { fold: [], roll: [], prune: [] };
  let cpu = 0;
  const work = async (kind: keyof typeof times, run: () => Promise<unknown>) => {
    const [atMs, before] = [performance.now(), process.cpuUsage()];
    await run();
    const { user, system } = process.cpuUsage(before);
    cpu += (user + system) / 1000;
    times[kind].push(performance.now() - atMs);
  };
  for (let at = startMs; at < startMs + KEPT_MS.raw; at += 15 * MINUTE_MS) {
    await insert(
      database,
      made.map(({ machineId, machine }) => ({
        machineId,
        samples: Array.from({ length: 90 }, (_, index) => machine.next(at + index * 10_000, 10)),
      })),
    );
    const now = new Date(at + 31 * MINUTE_MS);
    await work("fold", () => foldNext({ database, now }));
    await work("roll", () => rollNext({ database, now }));
    await work("prune", () => prune(database, { now }));
  }
  // What looking at every table for something to delete costs does not depend on the number of machines.
  const now = new Date(startMs + KEPT_MS.raw);
  const idle = await cpuMs(() => prune(database, { now }));
  return { times, idle, cpuMsADay: (cpu - idle * times.prune.length) / machines.length / 2 };
}

async function measureIngest(
  database: Database,
  ids: readonly number[],
  hoursOfRows: number,
): Promise<number> {
  const machines = ids.map((machineId) => ({ machineId, machine: new SyntheticMachine(0.4) }));
  const nowMs = Date.now();
  const batch = (count: number, at: number) =>
    machines.map(({ machineId, machine }) => ({
      machineId,
      samples: Array.from({ length: count }, (_, index) => machine.next(at + index * 10_000, 10)),
    }));
  for (let minutes = 0; minutes < hoursOfRows * 60; minutes += 20)
    await insert(database, batch(120, nowMs - hoursOfRows * HOUR_MS + minutes * MINUTE_MS));
  return cpuMs(() => insert(database, batch(1, nowMs)), 400);
}

async function main() {
  const database = await open();
  const fleet = await Fleet.create(database);
  // As many as the worker folds at a time.
  const loads = [...Object.values(PROFILES), ...Object.values(PROFILES), 0.1, 0.4];
  const added = await fleet.addMachines(loads.length);
  const machines = added.map(({ machineId }, index) => ({ machineId, load: loads[index] ?? 0 }));
  const empty = await bytes(database, ["history", "samples"]);
  const endMs = startOf(Date.now(), HOUR_MS);
  const rawMs = endMs - KEPT_MS.raw;
  process.stdout.write(`${database.engine.kind}\n`);
  for (const { machineId, load } of machines) {
    await storePoints(database, {
      machineId,
      load,
      resolution: "5m",
      fromMs: endMs - KEPT_MS["5m"],
      toMs: startOf(rawMs, DAY_MS),
    });
    await storePoints(database, {
      machineId,
      load,
      resolution: "1h",
      fromMs: endMs - KEPT_MS["1h"],
      toMs: startOf(rawMs, 10 * DAY_MS),
    });
  }
  const { times, idle, cpuMsADay } = await runTwoDays(database, machines, rawMs);
  const size = (await bytes(database, ["history", "samples"])) - empty;
  say(
    "MB a machine, whole retention",
    (size / machines.length / 1e6).toFixed(2),
    server === undefined ? "≤ 1.5" : "≤ 1.75",
  );
  say("worker, s of CPU a machine and day, without such looks", (cpuMsADay / 1000).toFixed(2), "≤ 0.75");
  say("a look at every table for something to delete, ms of CPU", idle.toFixed(1));
  for (const [kind, each] of Object.entries(times))
    say(
      `${kind} of ${machines.length} machines, whole turn, ms: median, p95`,
      `${median(each).toFixed(1)}, ${quantile(each, 0.95).toFixed(1)}`,
    );

  const charts = { "1h": 4, "24h": 4, "30d": 4, "12h": 8, "20d": 8, "400d": 12 };
  const spans = {
    "1h": HOUR_MS,
    "24h": DAY_MS,
    "30d": 30 * DAY_MS,
    "12h": DAY_MS / 2,
    "20d": 20 * DAY_MS,
    "400d": 400 * DAY_MS,
  };
  const [first] = machines;
  for (const [name, limit] of Object.entries(charts)) {
    const span = { fromMs: endMs - spans[name as keyof typeof spans], toMs: endMs };
    const resolution = chooseResolution({ ...span, nowMs: endMs, keptMs: KEPT_MS });
    let points = 0;
    const took = await cpuMs(async () => {
      const { points: read } = await readHistory({
        database,
        machineId: first?.machineId ?? 0,
        ...span,
        series: FIGURE_SERIES,
        resolution,
      });
      points = gather([read], stepFor(span, resolution)).atMs.length;
    });
    say(`chart of ${name} (${resolution}, ${points} points), ms of CPU`, took.toFixed(1), `≤ ${limit}`);
  }

  const many = await fleet.addMachines(50);
  const columns = "step, start, figures, details, version, is_dirty";
  for (const { machineId } of many)
    await database.client.$executeRawUnsafe(
      `INSERT INTO history (machine_id, ${columns}) SELECT ${machineId}, ${columns} FROM history
       WHERE machine_id = ${first?.machineId} AND step IN (0, 300)`,
    );
  Object.assign(globalThis, { [Symbol.for("lunasentri.database")]: Promise.resolve(database) });
  const asked = {
    scope: { teamId: fleet.teamId } as TeamScope,
    ids: many.map(({ machineId }) => machineId),
    fromMs: endMs - DAY_MS,
    toMs: endMs,
  };
  const cold: number[] = [];
  for (const series of FIGURE_SERIES.filter((name) => !name.startsWith("net_")))
    cold.push(await cpuMs(() => findSparklines({ ...asked, series }), 1));
  say("50 sparklines, ms of CPU, read for the first time", median(cold).toFixed(1), "≤ 14");
  say(
    "50 sparklines, ms of CPU, read before",
    (await cpuMs(() => findSparklines({ ...asked, series: "cpu_pct" }))).toFixed(1),
  );

  const few = await open();
  const lot = await open();
  const idsOf = async (on: Database) =>
    (await (await Fleet.create(on)).addMachines(16)).map(({ machineId }) => machineId);
  const [fewIds, lotIds] = [await idsOf(few), await idsOf(lot)];
  await measureIngest(lot, lotIds, 48);
  await measureIngest(few, fewIds, 1 / 3);
  const rounds: number[] = [];
  for (let round = 0; round < 5; round++)
    rounds.push((await measureIngest(few, fewIds, 0)) / (await measureIngest(lot, lotIds, 0)));
  say("inserting reports beside 20 minutes of rows ÷ beside 48 hours", median(rounds).toFixed(2), "≤ 1.05");
}

try {
  await main();
} finally {
  for (const drop of drops) await drop();
}
