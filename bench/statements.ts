// What every path of the product costs in the database, a year and ten thousand failed machines later, beside the same on a
// small hub. Run by hand: npx tsx bench/statements.ts [postgresql://… (a server on which databases may be created)]
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseConfig } from "@/lib/base/env";
import { openDatabase } from "@/lib/db/client";
import { seedLargeHub } from "../tests/support/large-hub/seed";
import { type Shape, WORST_DAY } from "../tests/support/large-hub/shape";
import { migrate } from "../tests/support/migrated-template";
import { databaseUrl, runSql } from "../tests/support/postgresql-server";
import { JOBS } from "../tests/support/work/paths/jobs";
import { PAGES } from "../tests/support/work/paths/pages";
import { type Given, scopes } from "../tests/support/work/paths/path";

const SMALL: Shape = {
  machines: 200,
  open: 100,
  days: 100,
  incidents: 1_000,
  acknowledgements: 500,
  stretches: 100,
  leftovers: 60,
};
const ROUNDS = 3;
process.env.LUNASENTRI_SECRET ??= randomUUID();
const server = process.argv[2];
const drops: (() => Promise<void>)[] = [];

async function prepare(): Promise<DatabaseConfig> {
  if (server === undefined) {
    const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-statements-"));
    drops.push(() => rm(folder, { recursive: true }));
    await migrate({ DATA_DIR: folder });
    return { kind: "sqlite", file: path.join(folder, "lunasentri.db") };
  }
  const name = `lunasentri_statements_${randomUUID().replaceAll("-", "")}`;
  await runSql(server, `CREATE DATABASE ${name}`);
  drops.push(() => runSql(server, `DROP DATABASE ${name} WITH (FORCE)`));
  const url = databaseUrl(server, name);
  await migrate({ DATABASE_URL: url });
  return { kind: "postgresql", url };
}

async function open(shape: Shape): Promise<Given> {
  const config = await prepare();
  const startedMs = performance.now();
  await seedLargeHub(config, shape, Date.now());
  process.stdout.write(
    `seeded ${shape.incidents} incidents in ${Math.round((performance.now() - startedMs) / 1000)} s\n`,
  );
  const hub = await openDatabase(config, { synchronous: "NORMAL" });
  drops.unshift(() => hub.close());
  return { hub, now: new Date(), quiet: shape.machines, ...scopes() };
}

/** The median of a few rounds, in milliseconds. */
async function time(given: Given, walk: (given: Given) => Promise<unknown>): Promise<number> {
  Object.assign(globalThis, { [Symbol.for("lunasentri.database")]: Promise.resolve(given.hub) });
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedMs = performance.now();
    await walk(given);
    took.push(performance.now() - startedMs);
  }
  return took.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
}

const [small, large] = [await open(SMALL), await open(WORST_DAY)];
const lines: { name: string; smallMs: number; largeMs: number }[] = [];
for (const { name, walk } of [...PAGES, ...JOBS])
  lines.push({ name, smallMs: await time(small, walk), largeMs: await time(large, walk) });
lines.sort((one, other) => other.largeMs - one.largeMs);
for (const { name, smallMs, largeMs } of lines)
  process.stdout.write(
    `${largeMs.toFixed(1).padStart(9)} ms  ${smallMs.toFixed(1).padStart(7)} ms  × ${(largeMs / smallMs).toFixed(1).padEnd(7)} ${name}\n`,
  );
for (const drop of drops) await drop();
