import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import { AgentOnMachine } from "./support/agent-on-machine";
import { type Interpreter, SHELLS } from "./support/interpreters";
import { ListeningHub } from "./support/listening-hub";
import { hasOwnMounts, NO_OWN_MOUNTS } from "./support/namespaces";

const REPORTS = 12;
// Finding it takes two waits; then reports come every second.
const LONGEST_GAP_S = 8;

beforeEach(({ skip }) => {
  skip(!hasOwnMounts, NO_OWN_MOUNTS);
  skip(!existsSync("/dev/fuse"), "this kernel has no FUSE");
});

/** The processes whose command line names a file. */
async function processesAt(file: string): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return lines
    .map((line) => line.split("\0"))
    .filter((words) => words.includes(file) && ["df", "stat"].includes(words[0] ?? ""))
    .map(String);
}

/** Mounts a filesystem that hangs for ever. */
const hang = (folder: string) =>
  `mount -i -t fuse.mergerfs -o fd=3,rootmode=40000,user_id=0,group_id=0,allow_other pool '${folder}/pool'\nexec 3<&-`;

/** Mounts a disk after it. */
const disk = (folder: string) => `truncate -s 16M '${folder}/disk'
mkfs.ext4 -q '${folder}/disk'
mount -o loop '${folder}/disk' '${folder}/data'`;

const hasLoopDevices =
  hasOwnMounts &&
  spawnSync(
    "unshare",
    [
      "-m",
      "sh",
      "-c",
      "d=$(mktemp -d) && truncate -s 4M $d/i && mkfs.ext4 -q $d/i && mount -o loop $d/i /mnt",
    ],
    { stdio: "ignore" },
  ).status === 0;

const mountsOf = (body: Record<string, unknown>) =>
  (body.filesystems as { mount: string }[]).map(({ mount }) => mount);

/** Runs a test with an agent on this host, where one filesystem hangs. */
async function withHang(
  { interpreter, mounts }: { interpreter: Interpreter; mounts: (folder: string) => string },
  test: (pair: { hub: ListeningHub; agent: AgentOnMachine; pool: string }) => Promise<void>,
): Promise<void> {
  const hub = await ListeningHub.start();
  const runner = [process.execPath, path.join(import.meta.dirname, "support/hung-fuse.mjs")];
  const agent = await AgentOnMachine.prepare({ hubUrl: hub.url, interpreter, runner, mounts });
  const pool = path.join(agent.folder, "pool");
  try {
    await mkdir(pool);
    await mkdir(path.join(agent.folder, "data"));
    await test({ hub, agent, pool });
  } finally {
    await agent.remove();
    await hub.stop();
  }
}

it.concurrent.for(SHELLS)(
  "a filesystem that hangs for ever is left out and named once, and df does not pile up ($name)",
  (interpreter) =>
    withHang({ interpreter, mounts: hang }, async ({ hub, agent, pool }) => {
      agent.start();
      await hub.waitFor(REPORTS);
      expect([1, 2]).toContain((await processesAt(pool)).length);
      expect(hub.longestGapS()).toBeLessThan(LONGEST_GAP_S);
      for (const { body } of hub.received) {
        expect(mountsOf(body)).toContain("/");
        expect(mountsOf(body)).not.toContain(pool);
      }
      const log = await agent.stop();
      expect(log.split("does not answer")).toHaveLength(2);
      expect(log).toContain(`Filesystem '${pool}' does not answer; its figures are left out until it does.`);
    }),
);

it.concurrent.for(SHELLS)("the disks beside it are reported ($name)", (interpreter, { skip }) => {
  skip(!hasLoopDevices, "no disk can be made of a file here (mkfs.ext4, mount -o loop)");
  const mounts = (folder: string) => `${hang(folder)}\n${disk(folder)}`;
  return withHang({ interpreter, mounts }, async ({ hub, agent, pool }) => {
    await agent.reportOnce();
    const [report] = hub.received;
    expect(mountsOf(report?.body ?? {})).toContain(path.join(agent.folder, "data"));
    expect(mountsOf(report?.body ?? {})).not.toContain(pool);
  });
});

it.concurrent.for(SHELLS)(
  "a container's /proc that hangs for ever costs the figures, and no report ($name)",
  (interpreter) => {
    const mounts = () =>
      "mount -i -t fuse.lxcfs -o fd=3,rootmode=100444,user_id=0,group_id=0,allow_other lxcfs /proc/meminfo\nexec 3<&-";
    return withHang({ interpreter, mounts }, async ({ hub, agent }) => {
      agent.start();
      await hub.waitFor(REPORTS);
      expect(hub.longestGapS()).toBeLessThan(LONGEST_GAP_S);
      for (const { body } of hub.received)
        expect(Object.keys(body)).toEqual(["interval_s", "agent_version", "sent_at"]);
      expect((await agent.stop()).split("/proc does not answer")).toHaveLength(2);
    });
  },
);
