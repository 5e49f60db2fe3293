import { execFile } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const LIMIT_MS = 60_000;

/** Runs a command to its end, which must come within a minute. */
const run = (command: string, args: string[]) => promisify(execFile)(command, args, { timeout: LIMIT_MS });

/** The real agent, as the command from the page installs it, in a folder of its own instead of the whole machine. */
export class InstalledAgent {
  private constructor(private readonly prefix: string) {}

  /** A machine on which nothing is installed yet. */
  static async nowhere(): Promise<InstalledAgent> {
    return new InstalledAgent(await mkdtemp(path.join(tmpdir(), "lunasentri-agent-")));
  }

  /**
   * Pastes the command as shown, and resolves to its output. The folder is named after it, and sudo, which needs
   * a terminal, is left out.
   */
  async paste(line: string, options = ""): Promise<string> {
    const { stdout } = await run("sh", [
      "-c",
      `sudo() { "$@"; }\n${line} --prefix ${this.prefix} ${options}`,
    ]);
    return stdout;
  }

  /** Adds a line to the agent's settings, which counts once it is started again. */
  configure(line: string): Promise<void> {
    return appendFile(path.join(this.prefix, "etc/lunasentri/agent.conf"), `${line}\n`);
  }

  /** Every file that was installed or written. */
  async files(): Promise<string[]> {
    const entries = await readdir(this.prefix, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  }

  start(): Promise<unknown> {
    return this.call("--start");
  }

  /** Resolves when it has said goodbye and ended. */
  stop(): Promise<unknown> {
    return this.call("--stop");
  }

  /** When the samples were taken that it keeps for a hub that is away. */
  async keptTimes(): Promise<number[]> {
    const backlog = await readFile(path.join(this.stateDir, "backlog"), "utf8").catch(() => "");
    const lines = backlog.split("\n").slice(0, -1);
    return lines.map((line) => Date.parse((JSON.parse(line) as { timestamp: string }).timestamp));
  }

  async pid(): Promise<number> {
    return Number(await readFile(path.join(this.stateDir, "agent.pid"), "utf8"));
  }

  log(): Promise<string> {
    return readFile(path.join(this.stateDir, "agent.log"), "utf8");
  }

  async remove(): Promise<void> {
    if ((await this.files()).includes("agent.conf")) await this.stop();
    await rm(this.prefix, { recursive: true, force: true });
  }

  private get stateDir(): string {
    return path.join(this.prefix, "var/lib/lunasentri");
  }

  private call(action: "--start" | "--stop"): Promise<unknown> {
    const program = path.join(this.prefix, "usr/local/lib/lunasentri/agent.sh");
    const config = path.join(this.prefix, "etc/lunasentri/agent.conf");
    return run("sh", [program, "--config", config, action]);
  }
}
