import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import { quickAgentScript } from "@/lib/machines/quick-agent";
import { ListeningHub } from "./support/listening-hub";
import { type MachineFiles, netDev, writeMachine } from "./support/machine-files";
import { hasOwnMounts, NO_OWN_MOUNTS, withMounts } from "./support/namespaces";

beforeEach(({ skip }) => skip(!hasOwnMounts, NO_OWN_MOUNTS));

/** The first report of the lines to paste, pasted on a machine. */
async function firstReport(machine: MachineFiles): Promise<Record<string, unknown>> {
  const hub = await ListeningHub.start();
  const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-machine-"));
  await writeMachine(folder, machine);
  const mounts = `mount --rbind '${folder}/sys' /sys\nmount --rbind '${folder}/proc' /proc`;
  const [program = "", ...args] = withMounts(mounts, ["sh"]);
  const env = { NODE_ENV: "test", PATH: `${folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin` } as const;
  const shell = spawn(program, args, { env, stdio: ["pipe", "ignore", "ignore"], detached: true });
  try {
    shell.stdin.end(`${quickAgentScript({ hubUrl: hub.url, apiKey: "lsk_1", intervalS: 1 })}\n`);
    await hub.waitFor(1);
    return hub.received[0]?.body ?? {};
  } finally {
    process.kill(-(shell.pid ?? 0), "SIGKILL");
    if (shell.exitCode === null && shell.signalCode === null) await once(shell, "exit");
    await rm(folder, { recursive: true, force: true });
    await hub.stop();
  }
}

it("counts each byte once, where it passes the hardware", async () => {
  const dev = netDev({ lo: [5, 5], eno1: [100, 10], eno2: [200, 20], bond0: [300, 30], vmbr0: [300, 30] });
  const sys = { "class/net/eno1/device/": "", "class/net/eno2/device/": "" };
  const report = await firstReport({ proc: { "net/dev": dev }, sys });
  expect(report).toMatchObject({ net_rx_bytes: 300, net_tx_bytes: 30, uptime_s: 864_005 });
});

it("counts what a container has", async () => {
  const report = await firstReport({ proc: { "net/dev": netDev({ lo: [5, 5], eth0: [100, 10] }) } });
  expect(report).toMatchObject({ net_rx_bytes: 100, net_tx_bytes: 10 });
});

it("reports without what cannot be read", async () => {
  const report = await firstReport({ proc: { uptime: "", stat: null, meminfo: null, "net/dev": null } });
  expect(report).toMatchObject({ disk_used_pct: 40, interval_s: 1 });
  for (const figure of ["cpu_pct", "mem_used_pct", "net_rx_bytes", "uptime_s"])
    expect(report).not.toHaveProperty(figure);
});
