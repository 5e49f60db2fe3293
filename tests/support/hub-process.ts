import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { processArgs } from "../../scripts/process-args.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");

// Long: several start at once here, on a host that may be busy.
const START_LIMIT_MS = 60_000;

/** One process of the product, built for production, that a test may kill, freeze and restart. */
export class HubProcess {
  /** All that this process has started, for their logs. */
  static readonly started: HubProcess[] = [];
  private child: ChildProcess | null = null;
  private output = "";

  constructor(
    private readonly entry: "ingest" | "web" | "worker",
    private readonly env: NodeJS.ProcessEnv,
    /** How many files it may open, if not as many as we. */
    private readonly openFiles: number | null = null,
  ) {}

  get pid(): number {
    if (this.child?.pid === undefined) throw new Error(`${this.entry} is not running`);
    return this.child.pid;
  }

  /** Everything it has written, over all its runs. */
  get logs(): string {
    return this.output;
  }

  /** Resolves once it is listening (ingest, web) or working (worker), or has been stopped before. */
  async start(): Promise<void> {
    const program = [process.execPath, ...processArgs(this.entry)];
    const limited = ["/bin/sh", "-c", `ulimit -n ${this.openFiles} && exec "$0" "$@"`, ...program];
    const [command = "", ...args] = this.openFiles === null ? program : limited;
    const child = spawn(command, args, {
      cwd: ROOT,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.child = child;
    if (!HubProcess.started.includes(this)) HubProcess.started.push(this);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    const isUp = await Promise.race([
      once(child, "message").then(() => true),
      once(child, "exit").then(() => false),
      once(AbortSignal.timeout(START_LIMIT_MS), "abort").then(() => false),
    ]);
    if (!isUp) {
      child.kill("SIGKILL");
      if (this.child !== child) return;
      throw new Error(`${this.entry} did not start:\n${this.output}`);
    }
  }

  /** SIGSTOP freezes it, SIGCONT continues it; to end it see stop. */
  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    process.kill(this.pid, signal);
  }

  /** Leaves it alone, as a supervisor does that dies; resolves with its exit code. */
  async abandon(): Promise<number | null> {
    const child = this.child;
    if (child === null) throw new Error(`${this.entry} is not running`);
    const ended = once(child, "exit");
    child.disconnect();
    const [code] = (await ended) as [number | null];
    this.child = null;
    return code;
  }

  /** Ends it, cleanly (SIGTERM) or at once (SIGKILL), and returns its exit code (null: it was killed). */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<number | null> {
    const child = this.child;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const ended = once(child, "exit");
    child.kill(signal);
    const [exitCode] = (await ended) as [number | null];
    return exitCode;
  }
}
