import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import Sqlite from "better-sqlite3";
import { freePort } from "../support/free-port";
import { TelegramServer } from "../support/telegram";

const ROOT = path.resolve(import.meta.dirname, "../..");
const READY = /ready at (http:\/\/\S+)/;

/** The product as `npm start` starts it, on a data folder and a port of its own, with what it takes for Telegram. */
export class StartedHub {
  private supervisor: ChildProcess | null = null;

  private constructor(
    readonly url: string,
    readonly telegram: TelegramServer,
    private readonly dataDir: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start({ timeZone }: { timeZone: string }): Promise<StartedHub> {
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-e2e-"));
    const port = await freePort();
    const telegram = await TelegramServer.start();
    const hub = new StartedHub(`http://localhost:${port}`, telegram, dataDir, {
      ...process.env,
      NODE_ENV: "production",
      TZ: timeZone,
      PORT: String(port),
      DATA_DIR: dataDir,
      WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8",
      TELEGRAM_API_URL: telegram.url,
    });
    await hub.comeBack();
    return hub;
  }

  /** Starts it at the same address on what it has stored. */
  async comeBack(): Promise<void> {
    const supervisor = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: this.env,
    });
    this.supervisor = supervisor;
    await ready(supervisor);
  }

  /** Stops it in order. */
  async goAway(): Promise<void> {
    const supervisor = this.supervisor;
    this.supervisor = null;
    if (supervisor === null || supervisor.exitCode !== null) return;
    const ended = once(supervisor, "exit");
    supervisor.kill("SIGTERM");
    await ended;
  }

  /** What stands in its database at this moment. */
  rows<Row>(sql: string): Row[] {
    const database = new Sqlite(path.join(this.dataDir, "lunasentri.db"), { readonly: true });
    try {
      return database.prepare<[], Row>(sql).all();
    } finally {
      database.close();
    }
  }

  /** Changes what stands in its database, behind its back. */
  change(sql: string): void {
    const database = new Sqlite(path.join(this.dataDir, "lunasentri.db"));
    try {
      database.prepare(sql).run();
    } finally {
      database.close();
    }
  }

  /** Stops it, and its data folder goes with it. */
  async stop(): Promise<void> {
    await this.goAway();
    await this.telegram.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

function ready(supervisor: ChildProcess): Promise<void> {
  const { stdout, stderr } = supervisor;
  if (stdout === null || stderr === null) throw new Error("The hub was started without its output");
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        if (READY.test(line)) resolve();
      });
    }
    supervisor.once("exit", (code) => reject(new Error(`The hub ended with ${code}:\n${said.join("\n")}`)));
  });
}
