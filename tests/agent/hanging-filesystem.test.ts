import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import { AgentOnMachine } from "./support/agent-on-machine";
import { SHELLS } from "./support/interpreters";
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
    .filter((words) => words.includes(file) && words.includes("-Pk"))
    .map(String);
}

it.concurrent.for(SHELLS)(
  "a filesystem that hangs for ever is left out and named once, and df does not pile up ($name)",
  async (interpreter) => {
    const hub = await ListeningHub.start();
    const agent = await AgentOnMachine.prepare({
      hubUrl: hub.url,
      interpreter,
      runner: [process.execPath, path.join(import.meta.dirname, "support/hung-fuse.mjs")],
      mounts: (folder) =>
        `mount -i -t fuse.mergerfs -o fd=3,rootmode=40000,user_id=0,group_id=0,allow_other pool '${folder}/pool'\nexec 3<&-`,
    });
    const pool = path.join(agent.folder, "pool");
    try {
      await mkdir(pool);
      agent.start();
      await hub.waitFor(REPORTS);
      expect((await processesAt(pool)).length).toBeLessThanOrEqual(2);
      expect(hub.longestGapS()).toBeLessThan(LONGEST_GAP_S);
      for (const { body } of hub.received) {
        const mounts = (body.filesystems as { mount: string }[]).map(({ mount }) => mount);
        expect(mounts).toContain("/");
        expect(mounts).not.toContain(pool);
      }
      const log = await agent.stop();
      expect(log.split("does not answer")).toHaveLength(2);
      expect(log).toContain(`Filesystem '${pool}' does not answer; its figures are left out until it does.`);
    } finally {
      await agent.remove();
      await hub.stop();
    }
  },
);
