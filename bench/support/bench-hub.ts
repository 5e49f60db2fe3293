import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Database, openDatabase } from "@/lib/db/client";
import { deriveKey } from "@/lib/db/secrets/derive-key";
import { runNode } from "../../scripts/run.mjs";
import { Fleet } from "../../tests/support/fleet";
import { freePort } from "../../tests/support/free-port";
import { HubFront } from "../../tests/support/hub-front";
import { HubProcess } from "../../tests/support/hub-process";

/** The product's processes as built, on their own embedded database, which is deleted with them. */
export class BenchHub {
  private constructor(
    readonly url: string,
    /** What answers agents, people and programs. */
    readonly front: HubFront,
    readonly worker: HubProcess,
    readonly database: Database,
    readonly fleet: Fleet,
    readonly sealKey: Buffer,
    readonly dataDir: string,
  ) {}

  /** No process has started yet. */
  static async prepare({
    openFiles = null,
    settings = {},
  }: {
    openFiles?: number | null;
    settings?: Record<string, string>;
  } = {}): Promise<BenchHub> {
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-bench-"));
    const port = await freePort();
    const secret = randomBytes(32).toString("hex");
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      PORT: String(port),
      LUNASENTRI_SECRET: secret,
      WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8",
      LOG_LEVEL: "error",
      ...settings,
    };
    await runNode("dist/migrate.js", [], { env });
    const file = path.join(dataDir, "lunasentri.db");
    const database = await openDatabase({ kind: "sqlite", file }, { synchronous: "NORMAL" });
    return new BenchHub(
      `http://127.0.0.1:${port}`,
      new HubFront(env, openFiles),
      new HubProcess("worker", env),
      database,
      await Fleet.create(database),
      deriveKey({ secret, purpose: "seal" }),
      dataDir,
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.front.stop(), this.worker.stop()]);
    await this.database.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
