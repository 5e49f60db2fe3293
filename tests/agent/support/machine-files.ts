import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const GIB_IN_KB = 1024 ** 2;

/** What df says of a mount. */
export type Disk = { sizeGb: number; usedGb: number; leftGb?: number; hangs?: boolean };

/** What is true of a machine, as its kernel shows it. */
export type MachineFiles = {
  /** Files of /proc, by their paths below it; null: not there. */
  proc?: Record<string, string | null>;
  /** Files of /sys, by their paths below it; a path that ends with a slash is a folder. */
  sys?: Record<string, string>;
  /** Lines of /proc/mounts. */
  mounts?: readonly string[];
  /** What df knows, by mount. */
  disks?: Record<string, Disk>;
};

const PROC: Record<string, string> = {
  stat: "cpu  1000 0 500 8000 500 0 0 0 0 0\ncpu0 1000 0 500 8000 500 0 0 0 0 0\nbtime 1767225600\n",
  meminfo: meminfo({ totalGb: 16, availableGb: 8 }),
  uptime: "864005.12 1600000.00\n",
  loadavg: "0.50 0.25 0.12 1/200 4242\n",
  "net/dev": netDev({ eth0: [1_000_000_000, 500_000_000] }),
  "sys/kernel/hostname": "nas\n",
  "sys/kernel/osrelease": "6.1.0\n",
  "sys/kernel/random/boot_id": "b7c1\n",
};

export const ROOT_DISK: Record<string, Disk> = { "/": { sizeGb: 100, usedGb: 40 } };

export function meminfo({ totalGb, availableGb }: { totalGb: number; availableGb: number }): string {
  const line = (name: string, gb: number) => `${name}: ${Math.round(gb * GIB_IN_KB)} kB\n`;
  return line("MemTotal", totalGb) + line("MemFree", availableGb / 2) + line("MemAvailable", availableGb);
}

/** /proc/net/dev with the bytes that each interface has received and sent. */
export function netDev(interfaces: Record<string, readonly [number, number]>): string {
  const head =
    "Inter-|   Receive                                                |  Transmit\n" +
    " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n";
  const lines = Object.entries(interfaces).map(
    ([name, [received, sent]]) => `${name.padStart(6)}: ${received} 1 0 0 0 0 0 0 ${sent} 1 0 0 0 0 0 0\n`,
  );
  return head + lines.join("");
}

/** /proc/spl/kstat/zfs/arcstats with what ZFS caches and what it keeps at least. */
export function arcstats({ sizeGb, leastGb }: { sizeGb: number; leastGb: number }): string {
  const bytes = (gb: number) => Math.round(gb * 1024 ** 3);
  return `13 1 0x01 147 39984 5 6\nname type data\nhits 4 99\nc_min 4 ${bytes(leastGb)}\nsize 4 ${bytes(sizeGb)}\n`;
}

/** A df that knows only these mounts, and hangs on some so that only SIGKILL ends it. */
function dfScript(disks: Record<string, Disk>): string {
  const cases = Object.entries(disks).map(([mount, { sizeGb, usedGb, leftGb = sizeGb - usedGb, hangs }]) => {
    const [size, used, left] = [sizeGb, usedGb, leftGb].map((gb) => Math.round(gb * GIB_IN_KB));
    const full = Math.ceil((100 * usedGb) / (usedGb + leftGb));
    if (hangs) return `'${mount}') trap '' TERM INT HUP; while :; do sleep 1; done ;;`;
    return `'${mount}') lines="$lines/dev/x ${size} ${used} ${left} ${full}% ${mount}\n" ;;`;
  });
  // Like the real one, it says nothing before it has asked about all.
  return `#!/bin/sh
while :; do case $1 in -*) shift ;; *) break ;; esac; done
lines='Filesystem 1024-blocks Used Available Capacity Mounted on\n'
for mount; do case $mount in
${cases.join("\n")}
*) echo "df: $mount: No such file or directory" >&2 ;;
esac; done
printf '%b' "$lines"
`;
}

async function write(root: string, files: Record<string, string | null>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    const file = path.join(root, name);
    await mkdir(name.endsWith("/") ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith("/")) await writeFile(file, content);
  }
}

/** Writes the machine's proc/ and sys/ and its bin/df into a folder. */
export async function writeMachine(folder: string, machine: MachineFiles): Promise<void> {
  const { proc = {}, sys = {}, mounts = ["/dev/vda1 / ext4 rw,relatime 0 0"], disks = ROOT_DISK } = machine;
  await write(path.join(folder, "proc"), { ...PROC, mounts: `${mounts.join("\n")}\n`, ...proc });
  await write(path.join(folder, "sys"), { "class/net/": "", ...sys });
  await write(path.join(folder, "bin"), {});
  await mkdir(path.join(folder, "bin"), { recursive: true });
  await writeFile(path.join(folder, "bin/df"), dfScript(disks), { mode: 0o755 });
}
