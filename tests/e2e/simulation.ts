import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { StartedHub } from "./started-hub";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** `npm run simulate` in a terminal of its own. */
export class Simulation {
  private output = "";

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
  }

  static start({
    hub,
    account,
    args = [],
  }: {
    hub: Pick<StartedHub, "url">;
    account: { email: string; password: string };
    args?: string[];
  }): Simulation {
    const child = spawn(process.execPath, ["scripts/simulate.mjs", "--hub", hub.url, ...args], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ADMIN_EMAIL: account.email, ADMIN_PASSWORD: account.password },
    });
    return new Simulation(child);
  }

  /** Resolves when it ends by itself: its exit code and its whole output. */
  async ended(): Promise<{ code: number | null; said: string }> {
    if (this.child.exitCode === null) await once(this.child, "close");
    return { code: this.child.exitCode, said: this.output };
  }

  ctrlC(): Promise<{ code: number | null; said: string }> {
    this.child.kill("SIGINT");
    return this.ended();
  }
}
