import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseConfig } from "@/lib/base/env";
import { type Database, openDatabase } from "@/lib/db/client";
import { deriveKey } from "@/lib/db/secrets/derive-key";
import { hashPassword } from "@/lib/people/auth/password";
import { freePort } from "../../../tests/support/free-port";
import { migrate } from "../../../tests/support/migrated-template";
import { childrenOf, cpuSeconds, memoryBytes } from "../read-process";
import type { EngineKind } from "./options";
import { openStore } from "./store";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const START_LIMIT_MS = 300_000;

export const ADMIN = { email: "ada@example.org", password: "correct horse battery" };

/** The product as `npm start` runs it, with all its processes, on a database of its own with one team and one admin. */
export class WholeHub {
  private supervisor: ChildProcess | null = null;

  private constructor(
    readonly url: string,
    readonly database: Database,
    readonly databaseConfig: DatabaseConfig,
    readonly teamId: number,
    readonly sealKey: Buffer,
    private readonly env: NodeJS.ProcessEnv,
    private readonly drop: () => Promise<void>,
  ) {}

  /** Nothing has started yet: the database may be filled. */
  static async prepare(engine: EngineKind, settings: Record<string, string> = {}): Promise<WholeHub> {
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-worst-day-"));
    const store = await openStore({ engine, dataDir });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const secret = randomBytes(32).toString("hex");
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...store.env,
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      PORT: String(port),
      HUB_URL: url,
      LUNASENTRI_SECRET: secret,
      WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8",
      LOG_LEVEL: "error",
      ...settings,
    };
    await migrate({ DATA_DIR: dataDir, ...store.env });
    const database = await openDatabase(store.config, { synchronous: "NORMAL" });
    const teamId = await addAdmin(database);
    const sealKey = deriveKey({ secret, purpose: "seal" });
    return new WholeHub(url, database, store.config, teamId, sealKey, env, async () => {
      await database.close();
      await store.drop();
      await rm(dataDir, { recursive: true, force: true });
    });
  }

  /** Resolves when the hub says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: ROOT,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.supervisor = child;
    let output = "";
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error(`The hub did not start:\n${output.slice(-3_000)}`));
      const limit = setTimeout(fail, START_LIMIT_MS);
      child.once("exit", fail);
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk: Buffer) => {
          output = (output + chunk.toString()).slice(-10_000);
          if (!output.includes("is ready at")) return;
          clearTimeout(limit);
          child.off("exit", fail);
          resolve();
        });
      }
    });
  }

  /** The processes that run now, by name: web, worker and whatever else the supervisor keeps. */
  processes(): Map<string, number> {
    const named = new Map<string, number>();
    for (const pid of childrenOf(this.supervisorPid)) {
      const name = nameOf(pid);
      if (name !== null) named.set(name, pid);
    }
    return named;
  }

  /** Seconds of CPU that the process of this name has used since it started. */
  cpuSeconds(name: string): number {
    const pid = this.processes().get(name);
    if (pid === undefined) throw new Error(`${name} is not running`);
    return cpuSeconds(pid);
  }

  /** Of all its processes, with shared memory counted proportionally. */
  memoryBytes(): number {
    return memoryBytes(this.supervisorPid);
  }

  /** Kills a process at once; returns whether it was running. */
  kill(name: string): boolean {
    const pid = this.processes().get(name);
    if (pid === undefined) return false;
    process.kill(pid, "SIGKILL");
    return true;
  }

  async stop(): Promise<void> {
    const child = this.supervisor;
    this.supervisor = null;
    if (child === null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }

  /** Deletes it with its database. */
  async remove(): Promise<void> {
    await this.stop();
    await this.drop();
  }

  private get supervisorPid(): number {
    if (this.supervisor?.pid === undefined) throw new Error("the hub is not running");
    return this.supervisor.pid;
  }
}

/** "worker" for a process that runs dist/worker.js; null for any other. */
function nameOf(pid: number): string | null {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return /(?:^|\0|\/)dist\/(\w+)\.js(?:\0|$)/.exec(command)?.[1] ?? null;
  } catch {
    return null;
  }
}

async function addAdmin({ client }: Database): Promise<number> {
  const createdAt = new Date();
  const { id: teamId } = await client.team.create({ data: { name: "Everything", createdAt } });
  await client.user.create({
    data: {
      email: ADMIN.email,
      name: "Ada",
      passwordHash: await hashPassword(ADMIN.password),
      isInstanceAdmin: true,
      createdAt,
      memberships: { create: { teamId, role: "admin", createdAt } },
    },
  });
  return teamId;
}
