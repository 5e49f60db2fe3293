import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../support/free-port";

const ROOT = path.resolve(import.meta.dirname, "../..");
const READY = /ready at (http:\/\/\S+)/;

/** The product as `npm start` starts it, on a data folder of its own that goes with it. */
export class StartedHub {
  private constructor(
    readonly url: string,
    private readonly supervisor: ChildProcess,
    private readonly dataDir: string,
  ) {}

  static async start({ timeZone }: { timeZone: string }): Promise<StartedHub> {
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-e2e-"));
    const supervisor = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        TZ: timeZone,
        PORT: String(await freePort()),
        DATA_DIR: dataDir,
        WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8",
      },
    });
    return new StartedHub(await readyUrl(supervisor), supervisor, dataDir);
  }

  async stop(): Promise<void> {
    if (this.supervisor.exitCode === null) {
      const ended = once(this.supervisor, "exit");
      this.supervisor.kill("SIGTERM");
      await ended;
    }
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

function readyUrl(supervisor: ChildProcess): Promise<string> {
  const { stdout, stderr } = supervisor;
  if (stdout === null || stderr === null) throw new Error("The hub was started without its output");
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const url = READY.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
    supervisor.once("exit", (code) => reject(new Error(`The hub ended with ${code}:\n${said.join("\n")}`)));
  });
}
