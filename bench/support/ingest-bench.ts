import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { type Database, openDatabase } from "@/lib/db/client";
import { Fleet } from "../../tests/support/fleet";
import { freePort } from "../../tests/support/free-port";
import { migrate } from "../../tests/support/migrated-template";
import { databaseUrl, runSql, startPostgresql } from "../../tests/support/postgresql-server";
import { cpuSeconds } from "./read-process";
import { type Reporter, seedReporters } from "./seed-reporters";

const ROOT = path.resolve(import.meta.dirname, "../..");
const OFFLINE_AFTER_MS = 86_400_000;

/** A server that stores reports. */
export type Target = { port: number; pid: number };

/** The hub's ingest and a bare server beside it, each with a database of its own on the same engine. */
export class IngestBench {
  private constructor(
    readonly hub: Target,
    readonly bare: Target,
    readonly senders: readonly Reporter[],
    readonly database: Database,
    /** CPU seconds of the database's server so far; 0 where there is none. */
    readonly serverSeconds: () => number,
    private readonly ends: (() => unknown)[],
  ) {}

  static async start({
    engine,
    machines,
    profile,
  }: {
    engine: "sqlite" | "postgresql";
    machines: number;
    /** Where the hub's process writes what it spent its time on; null: nowhere. */
    profile: string | null;
  }): Promise<IngestBench> {
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-bench-"));
    const ends: (() => unknown)[] = [() => rm(dataDir, { recursive: true, force: true })];
    const store = engine === "sqlite" ? sqliteStore(dataDir) : await postgresqlStore(ends);
    const env = { ...store.env, DATA_DIR: dataDir };
    await migrate(env);
    const database = await openDatabase(store.config, { synchronous: "NORMAL" });
    ends.push(() => database.close());
    const { teamId } = await Fleet.create(database);
    const senders = await seedReporters({
      database,
      teamId,
      count: machines,
      offlineAfterMs: OFFLINE_AFTER_MS,
    });
    const program = path.join(ROOT, "dist/bench-ingest.js");
    await build({
      absWorkingDir: ROOT,
      entryPoints: ["ingest/main.ts"],
      outfile: program,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
    });
    const execArgv = profile === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
    const port = await freePort();
    const settings = {
      ...env,
      PORT: String(port),
      LUNASENTRI_SECRET: randomBytes(32).toString("hex"),
      LOG_LEVEL: "error",
    };
    const { pid } = await begin(program, { args: [], env: settings, execArgv }, ends);
    const hub = { port, pid };
    const bareServer = path.join(import.meta.dirname, "batch-server.mjs");
    const { said, ...bareProcess } = await begin(
      bareServer,
      { args: [engine, store.bare, String(machines)] },
      ends,
    );
    const bare = { port: (said as AddressInfo).port, pid: bareProcess.pid };
    const pids = engine === "sqlite" ? () => [] : await serverPids(database);
    const serverSeconds = () => pids().reduce((sum, pid) => sum + cpuSeconds(pid), 0);
    return new IngestBench(hub, bare, senders, database, serverSeconds, ends);
  }

  async stop(): Promise<void> {
    for (const end of this.ends.reverse()) await end();
  }
}

function sqliteStore(dataDir: string) {
  const file = path.join(dataDir, "lunasentri.db");
  return { env: {}, config: { kind: "sqlite" as const, file }, bare: path.join(dataDir, "bare.db") };
}

async function postgresqlStore(ends: (() => unknown)[]) {
  const server = await startPostgresql();
  ends.push(() => server.stop());
  const [url, bare] = ["lunasentri_bench", "lunasentri_bench_bare"].map((name) => ({
    name,
    url: databaseUrl(server.url, name),
  }));
  if (url === undefined || bare === undefined) throw new Error("no database");
  for (const { name } of [url, bare]) {
    await runSql(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await runSql(server.url, `CREATE DATABASE ${name}`);
  }
  const config = { kind: "postgresql" as const, url: url.url };
  return { env: { DATABASE_URL: url.url }, config, bare: bare.url };
}

async function begin(
  program: string,
  { args, env = {}, execArgv = [] }: { args: string[]; env?: Record<string, string>; execArgv?: string[] },
  ends: (() => unknown)[],
): Promise<{ said: unknown; pid: number }> {
  const child: ChildProcess = fork(program, args, {
    cwd: ROOT,
    execArgv,
    env: { ...process.env, NODE_ENV: "production", ...env },
  });
  const [said] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${program} ended with ${code}`);
    }),
  ]);
  ends.push(async () => {
    const ended = once(child, "exit");
    child.disconnect();
    await ended;
  });
  return { said, pid: child.pid ?? 0 };
}

/** The processes of the database's server, which must run on this host. */
async function serverPids({ client }: Database): Promise<() => number[]> {
  const [row] = await client.$queryRawUnsafe<{ pid: number }[]>("SELECT pg_backend_pid() AS pid");
  const server = parentOf(row?.pid ?? 0);
  return () => [server, ...allPids().filter((pid) => parentOf(pid) === server)];
}

function allPids(): number[] {
  return readdirSync("/proc").map(Number).filter(Number.isInteger);
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return 0;
  }
}
