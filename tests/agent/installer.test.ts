import { afterEach, beforeEach, expect, it } from "vitest";
import { BootedMachine, whyNoBoot } from "./support/booted-machine";
import { InstallingHub } from "./support/installing-hub";

// A container with 1 GiB on a host that has more, as lxcfs shows it.
const MEMINFO = "MemTotal: 1048576 kB\nMemFree: 262144 kB\nMemAvailable: 524288 kB\n";
const UNIT = "/etc/systemd/system/lunasentri-agent.service";

const cannotBoot = whyNoBoot();
let hub: InstallingHub;
let machine: BootedMachine | null = null;

beforeEach(async () => {
  hub = await InstallingHub.start();
});
afterEach(async () => {
  await machine?.stop();
  machine = null;
  await hub.stop();
});

async function boot(options?: Parameters<typeof BootedMachine.boot>[0]) {
  const booted = await BootedMachine.boot(options);
  machine = booted;
  return { run: (commands: string) => booted.run(commands) };
}

const install = (options = "") =>
  `curl -fsSL ${hub.url}/install.sh | sh -s -- --token lse_of_this_machine --interval 1s ${options}`;

it("installs a service that reports what a container may use, not what its host has", async ({ skip }) => {
  if (cannotBoot !== null) skip(cannotBoot);
  const { run } = await boot({ proc: { meminfo: MEMINFO } });
  expect(await run(install())).toContain("its first report has arrived");
  await run("systemctl restart lunasentri-agent");
  const report = await hub.nextReport(({ system_info }) => system_info !== undefined);
  expect(report).toMatchObject({ mem_used_pct: 50, system_info: { memory_total_mb: 1024 } });

  expect(await run(`curl -fsSL ${hub.url}/install.sh | sh -s -- --uninstall`)).toContain("has been removed");
  expect(
    await run(`ls -d ${UNIT}* /usr/local/lib/* /etc/lunasentri /var/lib/lunasentri 2>/dev/null || true`),
  ).toBe("");
});

it("installs a service that an old systemd runs, which knows neither the groups of calls nor StateDirectory", async ({
  skip,
}) => {
  if (cannotBoot !== null) skip(cannotBoot);
  const { run } = await boot();
  await run(install());
  await run(
    `systemctl stop lunasentri-agent && sed -i 's/@/@not-known-/g; /^StateDirectory/d' ${UNIT} && systemctl daemon-reload && systemctl start lunasentri-agent`,
  );
  expect(await hub.nextReport()).toMatchObject({ uptime_s: expect.any(Number) });
  expect(await run("systemctl show -p NRestarts lunasentri-agent")).toBe("NRestarts=0\n");
});

it("installs a service without namespaces where a container lets none have them, and says so", async ({
  skip,
}) => {
  if (cannotBoot !== null) skip(cannotBoot);
  const { run } = await boot({ isUnprivileged: true });
  await run("echo 0 >/proc/sys/user/max_mnt_namespaces");
  expect(await run(install())).toContain("This system lets no service have namespaces");
  expect(await hub.nextReport()).toMatchObject({ uptime_s: expect.any(Number) });
  await run(`curl -fsSL ${hub.url}/install.sh | sh -s -- --uninstall`);
  expect(await run(`ls -d ${UNIT}* 2>/dev/null || true`)).toBe("");
});

it("installs below /opt where /usr/local cannot be changed", async ({ skip }) => {
  if (cannotBoot !== null) skip(cannotBoot);
  const { run } = await boot();
  await run("mount -o remount,ro /usr/local");
  await run(install());
  expect(await hub.nextReport()).toMatchObject({ uptime_s: expect.any(Number) });
  expect(await run("ls /opt/lunasentri")).toBe("agent.sh\n");
});

it("says what to do where no user can be created", async ({ skip }) => {
  if (cannotBoot !== null) skip(cannotBoot);
  const { run } = await boot();
  await run(
    "mkdir /tmp/bin && for name in sh curl awk df sed id uname mktemp tail cat rm tr; do ln -s $(command -v $name) /tmp/bin/; done",
  );
  await expect(run(`PATH=/tmp/bin; ${install()}`)).rejects.toThrow(
    /neither useradd nor adduser.*for an existing user, without root: --prefix DIR/s,
  );
});

it("says where the hub's address is redirected to, and what to set", async ({ skip }) => {
  if (cannotBoot !== null) skip(cannotBoot);
  const { run } = await boot();
  hub.redirectTo = "https://monitor.example.org";
  await expect(run(install())).rejects.toThrow(
    /redirects to https:\/\/monitor\.example\.org.*Set HUB_URL=https:\/\/monitor\.example\.org on the hub/s,
  );
});
