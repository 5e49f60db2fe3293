import { type ChildProcess, execFile, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isRoot } from "../../../scripts/test-tools/host.mjs";

const SCRIPT = path.join(import.meta.dirname, "booted-machine.sh");
const SYSTEMD = "/usr/lib/systemd/systemd";
const LIMIT_MS = 60_000;
const STDIO: StdioOptions = ["pipe", "ignore", "ignore"];

/** Why no machine can be booted here; null: one can. */
export function whyNoBoot(): string | null {
  if (!isRoot) return "only root can boot a machine of its own";
  return existsSync(SYSTEMD) ? null : "systemd is not installed";
}

/**
 * A machine of its own with systemd as process 1, in namespaces of this host: its own mounts, processes, users and
 * cgroups, this host's programs and network. It disappears with `stop`.
 */
export class BootedMachine {
  private constructor(
    private readonly parts: {
      folder: string;
      unshare: ChildProcess;
      systemdPid: number;
      isUnprivileged: boolean;
    },
  ) {}

  static async boot({
    proc = {},
    isUnprivileged = false,
  }: {
    /** What files of /proc say there, as lxcfs makes them. */
    proc?: Record<string, string>;
    /** Its users are others than the host's, as in an unprivileged container. */
    isUnprivileged?: boolean;
  } = {}): Promise<BootedMachine> {
    const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-machine-"));
    await mkdir(path.join(folder, "root"));
    const pairs = await Promise.all(
      Object.entries(proc).map(async ([name, text]) => {
        const file = path.join(folder, name);
        await writeFile(file, text);
        return `${name}:${file}`;
      }),
    );
    const own = ["-m", "-p", "-f", "-C", "-u", "-i", "--kill-child", "sh", SCRIPT, folder, ...pairs];
    // With users of its own it waits until they are mapped: only this host's root can map more than one.
    const unshare = isUnprivileged
      ? spawn("unshare", ["-U", "sh", "-c", 'read -r _ && exec unshare "$@"', "sh", ...own], { stdio: STDIO })
      : spawn("unshare", own, { stdio: STDIO });
    if (isUnprivileged) await mapUsers(unshare);
    const systemdPid = await untilSystemd(unshare);
    const machine = new BootedMachine({ folder, unshare, systemdPid, isUnprivileged });
    // It answers 1 also if the machine has started with a unit that failed, which none of a test is.
    await until(async () => (await machine.run("systemctl is-system-running --wait || true")) !== "");
    return machine;
  }

  /** Runs shell commands there as root, and resolves to what they print. Rejects, with what they say, if they fail. */
  async run(commands: string): Promise<string> {
    const { systemdPid, folder, isUnprivileged } = this.parts;
    const users = isUnprivileged ? ["-U"] : [];
    const enter = ["-t", String(systemdPid), ...users, "-m", "-p", "-C", "chroot", path.join(folder, "root")];
    const { stdout } = await promisify(execFile)("nsenter", [...enter, "sh", "-c", commands], {
      timeout: LIMIT_MS,
    });
    return stdout;
  }

  async stop(): Promise<void> {
    const { unshare, folder } = this.parts;
    const ended = once(unshare, "exit");
    unshare.kill("SIGKILL");
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

async function mapUsers({ pid, stdin }: ChildProcess): Promise<void> {
  const host = await readlink("/proc/self/ns/user");
  await until(async () => (await readlink(`/proc/${pid}/ns/user`)) !== host);
  for (const map of ["uid_map", "gid_map"]) await writeFile(`/proc/${pid}/${map}`, "0 0 65536");
  stdin?.write("mapped\n");
}

/** Resolves to the process (as this host numbers it) in which `unshare` has started systemd. */
async function untilSystemd({ pid }: ChildProcess): Promise<number> {
  let systemdPid = 0;
  await until(async () => {
    systemdPid = Number(await readFile(`/proc/${pid}/task/${pid}/children`, "utf8"));
    return systemdPid > 0 && (await readFile(`/proc/${systemdPid}/comm`, "utf8")) === "systemd\n";
  });
  return systemdPid;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const endsAtMs = performance.now() + LIMIT_MS;
  while (!(await holds())) {
    if (performance.now() > endsAtMs) throw new Error("The machine did not boot");
    await sleep(20);
  }
}
