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
const SETUP = /Create the first admin at (http:\/\/\S+)/;
const READY = /ready at (http:\/\/\S+)/;
// Long: another hub may start beside it, on a host that is busy with more.
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 30_000;

/** The product as `npm start` starts it, on a data folder and a port of its own, with a stand-in for Telegram. */
export class StartedHub {
  private supervisor: ChildProcess | null = null;
  private readonly lines: string[] = [];

  private constructor(
    readonly url: string,
    readonly telegram: TelegramServer,
    private readonly dataDir: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start({
    timeZone,
    allowedNetworks = "127.0.0.0/8",
  }: {
    timeZone: string;
    /** Those of WEBHOOK_ALLOW_CIDRS; "": the page decides. */
    allowedNetworks?: string;
  }): Promise<StartedHub> {
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-e2e-"));
    const port = await freePort();
    const telegram = await TelegramServer.start();
    const hub = new StartedHub(`http://localhost:${port}`, telegram, dataDir, {
      ...process.env,
      NODE_ENV: "production",
      TZ: timeZone,
      PORT: String(port),
      DATA_DIR: dataDir,
      WEBHOOK_ALLOW_CIDRS: allowedNetworks,
      TELEGRAM_API_URL: telegram.url,
    });
    await hub.comeBack();
    return hub;
  }

  /** Starts it again at the same address with its stored data. */
  async comeBack(): Promise<void> {
    const supervisor = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: this.env,
    });
    this.supervisor = supervisor;
    await ready(supervisor, this.lines);
  }

  /** Everything it has written, over all its lives. */
  get output(): string {
    return this.lines.join("\n");
  }

  /** The link that it printed for creating the first admin. */
  get setupUrl(): string {
    const url = SETUP.exec(this.output)?.[1];
    if (url === undefined) throw new Error(`The hub printed no link for its first admin:\n${this.output}`);
    return url;
  }

  get setupCode(): string {
    return new URL(this.setupUrl).searchParams.get("code") ?? "";
  }

  /** Stops it in order. */
  async goAway(): Promise<void> {
    const supervisor = this.supervisor;
    this.supervisor = null;
    if (supervisor === null || supervisor.exitCode !== null) return;
    const ended = once(supervisor, "exit", { signal: AbortSignal.timeout(STOP_LIMIT_MS) });
    supervisor.kill("SIGTERM");
    await ended.catch(() => {
      supervisor.kill("SIGKILL");
      throw new Error(`The hub did not stop within ${STOP_LIMIT_MS} ms:\n${this.output}`);
    });
  }

  /** What its database contains at this moment. */
  rows<Row>(sql: string): Row[] {
    const database = new Sqlite(path.join(this.dataDir, "lunasentri.db"), { readonly: true });
    try {
      return database.prepare<[], Row>(sql).all();
    } finally {
      database.close();
    }
  }

  /** Changes its database behind its back. */
  change(sql: string): void {
    const database = new Sqlite(path.join(this.dataDir, "lunasentri.db"));
    try {
      database.prepare(sql).run();
    } finally {
      database.close();
    }
  }

  /** Stops it and deletes its data folder. */
  async stop(): Promise<void> {
    await this.goAway();
    await this.telegram.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** Resolves once the hub listens; keeps its output from then on. */
function ready(supervisor: ChildProcess, lines: string[]): Promise<void> {
  const { stdout, stderr } = supervisor;
  if (stdout === null || stderr === null) throw new Error("The hub was started without its output");
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The hub ${why}:\n${lines.join("\n")}`));
    const limit = setTimeout(() => {
      supervisor.kill("SIGKILL");
      fail(`did not start within ${START_LIMIT_MS} ms`);
    }, START_LIMIT_MS);
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (!READY.test(line)) return;
        clearTimeout(limit);
        resolve();
      });
    }
    supervisor.once("exit", (code) => {
      clearTimeout(limit);
      fail(`ended with ${code}`);
    });
  });
}
