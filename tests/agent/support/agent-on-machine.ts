import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { busybox, busyboxPrograms, type Interpreter } from "./interpreters";
import { type MachineFiles, writeMachine } from "./machine-files";
import { withMounts } from "./namespaces";

type Options = {
  hubUrl: string;
  interpreter: Interpreter;
  /** Absent: the host itself, as it is. */
  machine?: MachineFiles;
  /** More lines of its configuration. */
  config?: readonly string[];
  env?: Record<string, string>;
  /** A shell script that makes more mounts, which only the agent sees; it gets the machine's folder. */
  mounts?: (folder: string) => string;
  /** What runs the whole. */
  runner?: readonly string[];
};

/** The agent as it runs on a machine: on a host whose /proc, /sys and df only the agent sees. */
export class AgentOnMachine {
  private process: ChildProcess | null = null;
  private said = Promise.resolve("");

  private constructor(
    readonly folder: string,
    private readonly options: Options,
  ) {}

  static async prepare(options: Options): Promise<AgentOnMachine> {
    const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-machine-"));
    await writeMachine(folder, options.machine ?? {});
    if (options.machine === undefined) await rm(path.join(folder, "bin/df"));
    const { awk, isAllBusybox } = options.interpreter;
    await symlink(awk, path.join(folder, "bin/awk"));
    const others = isAllBusybox
      ? busyboxPrograms().filter((name) => !["awk", "df", "sh"].includes(name))
      : [];
    for (const name of others) await symlink(busybox ?? "", path.join(folder, "bin", name));
    if (isAllBusybox && options.machine === undefined)
      await symlink(busybox ?? "", path.join(folder, "bin/df"));
    await writeFile(path.join(folder, "key"), 'header = "X-API-Key: lsk_1"\n');
    const lines = [
      `hub=${options.hubUrl}`,
      "interval_s=1",
      `key_file=${folder}/key`,
      `state_dir=${folder}/state`,
      ...(options.config ?? []),
    ];
    await writeFile(path.join(folder, "agent.conf"), `${lines.join("\n")}\n`);
    return new AgentOnMachine(folder, options);
  }

  /** Sends one report; resolves to what it says, which is nothing if the hub has stored it. */
  async reportOnce(): Promise<string> {
    this.spawn(["--once"]);
    return this.end();
  }

  start(): void {
    this.spawn([]);
  }

  /** Replaces a file of its /proc at once, while it runs. */
  async change(name: string, content: string): Promise<void> {
    const draft = path.join(this.folder, "draft");
    await writeFile(draft, content);
    await rename(draft, path.join(this.folder, "proc", name));
  }

  /** Removes a file of its /proc while it runs. */
  lose(name: string): Promise<void> {
    return rm(path.join(this.folder, "proc", name));
  }

  /** Stops it as systemd does; resolves to its log. */
  async stop(): Promise<string> {
    this.process?.kill("SIGTERM");
    return this.end();
  }

  async remove(): Promise<void> {
    this.process?.kill("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(): Promise<string> {
    const running = this.process;
    if (running !== null && running.exitCode === null && running.signalCode === null)
      await once(running, "exit");
    this.process = null;
    return this.said;
  }

  private spawn(args: readonly string[]): void {
    const { interpreter, machine, mounts, runner = [], env = {} } = this.options;
    const fixtures =
      machine === undefined
        ? ""
        : `mount --rbind '${this.folder}/sys' /sys\nmount --rbind '${this.folder}/proc' /proc`;
    const command = [
      ...interpreter.shell,
      "agent/agent.sh",
      "--config",
      path.join(this.folder, "agent.conf"),
      ...args,
    ];
    const script = `${mounts?.(this.folder) ?? ""}\n${fixtures}`;
    const [program = "", ...words] = [...runner, ...withMounts(script, command)];
    const running = spawn(program, words, {
      env: { ...env, NODE_ENV: "test", PATH: `${this.folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin` },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.said = running.stderr ? text(running.stderr) : Promise.resolve("");
    this.process = running;
  }
}
