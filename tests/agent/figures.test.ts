import { beforeEach, describe, expect, it } from "vitest";
import { AgentOnMachine } from "./support/agent-on-machine";
import { INSTALLED, INTERPRETERS } from "./support/interpreters";
import { ListeningHub } from "./support/listening-hub";
import { arcstats, type MachineFiles, meminfo, netDev, ROOT_DISK } from "./support/machine-files";
import { hasOwnMounts, NO_OWN_MOUNTS } from "./support/namespaces";

beforeEach(({ skip }) => skip(!hasOwnMounts, NO_OWN_MOUNTS));

/** What the hub gets from a machine under each shell and awk of the host. */
async function reportsFrom(machine: MachineFiles): Promise<Record<string, unknown>[]> {
  const hub = await ListeningHub.start();
  const agents = await Promise.all(
    INSTALLED.map((interpreter) => AgentOnMachine.prepare({ hubUrl: hub.url, interpreter, machine })),
  );
  try {
    const said = await Promise.all(agents.map((agent) => agent.reportOnce()));
    expect(hub.received, said.join("")).toHaveLength(INSTALLED.length);
    return hub.received.map(({ body }) => body);
  } finally {
    await Promise.all(agents.map((agent) => agent.remove()));
    await hub.stop();
  }
}

type Row = [name: string, machine: MachineFiles, expected: Record<string, unknown>];

const hardware = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [`class/net/${name}/device/`, ""]));
const bytes = (received: number) => ({ net_rx_bytes: received, net_tx_bytes: received / 10 });
const each = (interfaces: Record<string, number>) =>
  netDev(
    Object.fromEntries(
      Object.entries(interfaces).map(([name, received]) => [name, [received, received / 10]]),
    ),
  );
const full = (mount: string, used_pct: number) => expect.objectContaining({ mount, used_pct });
const GB = 1_000_000_000;

// One gigabyte came in, half through each of two cards, and passed everything that is stacked upon them.
const PROXMOX = {
  lo: 50,
  eno1: GB / 2,
  eno2: GB / 2,
  bond0: GB,
  "bond0.100": GB,
  vmbr0: GB,
  vmbr0v100: GB,
  fwbr100i0: GB,
  fwpr100p0: GB,
  fwln100i0: GB,
  tap100i0: GB,
  veth101i0: GB,
};

const NETWORKS: Row[] = [
  [
    "a bond of two cards, a VLAN, a bridge chain and a tap, counted once",
    { proc: { "net/dev": each(PROXMOX) }, sys: hardware("eno1", "eno2") },
    {
      ...bytes(GB),
      interfaces: expect.arrayContaining([
        { name: "bond0", rx_bytes: GB, tx_bytes: GB / 10 },
        { name: "tap100i0", rx_bytes: GB, tx_bytes: GB / 10 },
      ]),
    },
  ],
  ["the same without /sys, by names", { proc: { "net/dev": each(PROXMOX) }, sys: {} }, bytes(GB)],
  [
    "a bond and a VLAN with names of their own, without /sys, by their files in /proc",
    {
      proc: {
        "net/dev": each({ eth0: GB, eth1: 0, uplink: GB, office: GB }),
        "net/bonding/uplink": "",
        "net/vlan/config": "",
        "net/vlan/office": "",
      },
    },
    bytes(GB),
  ],
  [
    "team, macvlan, ipvlan, ifb, dummy, tunnels and Docker beside a card",
    {
      proc: {
        "net/dev": each({
          enp3s0: GB,
          team0: GB,
          macvlan0: GB,
          ipvl0: GB,
          ifb0: GB,
          dummy0: GB,
          wg0: GB,
          tun0: GB,
          docker0: GB,
        }),
      },
      sys: hardware("enp3s0"),
    },
    bytes(GB),
  ],
  [
    "a container, whose only interface is the end of a virtual cable",
    {
      proc: { "net/dev": each({ lo: 50, eth0: GB }) },
      sys: { "class/net/eth0/iflink": "7\n", "class/net/eth0/ifindex": "2\n" },
    },
    bytes(GB),
  ],
  [
    "a container with containers, a bridge and a VLAN of its own",
    {
      proc: {
        "net/dev": each({ eth0: GB, docker0: GB, "br-1f": GB, inner: GB, office: GB, veth1: GB, wg0: GB }),
      },
      sys: { "class/net/inner/bridge/": "", "class/net/office/lower_eth0": "" },
    },
    bytes(GB),
  ],
  [
    "a rootless container that has only a tap",
    { proc: { "net/dev": each({ lo: 50, tap0: GB }) } },
    bytes(GB),
  ],
  [
    "a container that sees the host's /sys",
    { proc: { "net/dev": each({ eth0: GB }) }, sys: hardware("enp3s0", "enp4s0") },
    bytes(GB),
  ],
  [
    "names with @ and :, and more than 2^32 bytes",
    {
      proc: { "net/dev": each({ "eth0@if5": 10, "eth0:1": 20, wan: 9_007_199_254_740 * 10 }) },
      sys: hardware("wan"),
    },
    {
      ...bytes(90_071_992_547_400),
      interfaces: expect.arrayContaining([
        expect.objectContaining({ name: "eth0@if5", rx_bytes: 10 }),
        expect.objectContaining({ name: "eth0:1", rx_bytes: 20 }),
      ]),
    },
  ],
  [
    "a virtual function and its master, which counts it",
    {
      proc: { "net/dev": each({ eth0: GB, enP1s1: GB }) },
      sys: { ...hardware("eth0", "enP1s1"), "class/net/enP1s1/master/device/": "" },
    },
    bytes(GB),
  ],
  [
    "a switch's ports and the trunk that they share",
    {
      proc: { "net/dev": each({ eth0: GB, lan1: GB / 2, lan2: GB / 2 }) },
      sys: {
        ...hardware("eth0", "lan1", "lan2"),
        ...Object.fromEntries(
          ["eth0", "lan1", "lan2"].flatMap((name, i) => [
            [`class/net/${name}/ifindex`, `${i + 2}\n`],
            [`class/net/${name}/iflink`, "2\n"],
          ]),
        ),
      },
    },
    bytes(GB),
  ],
  [
    "guests of Xen beside the card that they use",
    { proc: { "net/dev": each({ eth0: GB, "vif1.0": GB }) }, sys: hardware("eth0", "vif1.0") },
    bytes(GB),
  ],
];

const ARC = arcstats({ sizeGb: 10.74, leastGb: 0.5 });
const TIGHT = meminfo({ totalGb: 16, availableGb: 1.6 });

const MEMORIES: Row[] = [
  ["memory without ZFS", { proc: { meminfo: TIGHT } }, { mem_used_pct: 90 }],
  [
    "a cache of ZFS, which it gives back",
    { proc: { meminfo: TIGHT, "spl/kstat/zfs/arcstats": ARC } },
    { mem_used_pct: 26 },
  ],
  [
    "a cache of ZFS at its least",
    { proc: { meminfo: TIGHT, "spl/kstat/zfs/arcstats": arcstats({ sizeGb: 0.4, leastGb: 0.5 }) } },
    { mem_used_pct: 90 },
  ],
  [
    "a container with its own memory, which sees the host's cache of ZFS",
    {
      proc: { meminfo: TIGHT, "spl/kstat/zfs/arcstats": ARC },
      mounts: ["tank/ct / zfs rw 0 0", "lxcfs /proc/meminfo fuse.lxcfs rw,nosuid 0 0"],
    },
    { mem_used_pct: 90 },
  ],
  [
    "a container smaller than the host's cache of ZFS",
    { proc: { meminfo: meminfo({ totalGb: 1, availableGb: 0.4 }), "spl/kstat/zfs/arcstats": ARC } },
    { mem_used_pct: 60 },
  ],
];

const DISKS: Row[] = [
  [
    "one disk",
    {},
    { disk_used_pct: 40, filesystems: [{ mount: "/", used_pct: 40, total_bytes: 107_374_182_400 }] },
  ],
  [
    "Fedora Silverblue, where / is a full image and the disk at /sysroot",
    {
      mounts: [
        "composefs / overlay ro,relatime,lowerdir+=/run/ostree/.private/cfsroot-lower,datadir+=/sysroot/ostree/repo/objects 0 0",
        "/dev/vda4 /sysroot btrfs ro,relatime,subvol=/root 0 0",
        "/dev/vda4 /etc btrfs rw,relatime,subvol=/root 0 0",
        "/dev/vda4 /var btrfs rw,relatime,subvol=/var 0 0",
        "/dev/vda3 /boot ext4 rw 0 0",
      ],
      disks: {
        "/": { sizeGb: 0.02, usedGb: 0.02 },
        "/sysroot": { sizeGb: 100, usedGb: 25 },
        "/var": { sizeGb: 100, usedGb: 25 },
        "/boot": { sizeGb: 1, usedGb: 0.6 },
      },
    },
    {
      disk_used_pct: 25,
      filesystems: [full("/sysroot", 25), full("/boot", 60)],
      system_info: expect.objectContaining({ disk_total_gb: 100 }),
    },
  ],
  [
    "a changed root, of which no line of /proc/mounts speaks",
    { mounts: ["proc /proc proc rw 0 0"] },
    { disk_used_pct: 40, filesystems: [full("/", 40)] },
  ],
  [
    "an image as / whose disk is mounted read-only",
    {
      mounts: ["composefs / overlay ro 0 0", "/dev/vda4 /sysroot btrfs ro 0 0"],
      disks: { "/": { sizeGb: 0.02, usedGb: 0.02 }, "/sysroot": { sizeGb: 100, usedGb: 25 } },
    },
    { disk_used_pct: 25, filesystems: [full("/sysroot", 25)] },
  ],
  [
    "an image as / whose disks are at places of their own",
    {
      mounts: ["/dev/loop0 / erofs ro 0 0", "/dev/sda1 /small ext4 rw 0 0", "/dev/sdb1 /large ext4 rw 0 0"],
      disks: {
        "/": { sizeGb: 1, usedGb: 1 },
        "/small": { sizeGb: 10, usedGb: 8 },
        "/large": { sizeGb: 1000, usedGb: 400 },
      },
    },
    {
      disk_used_pct: 80,
      filesystems: [full("/small", 80), full("/large", 40)],
      system_info: expect.objectContaining({ disk_total_gb: 1000 }),
    },
  ],
  [
    "a squashfs image as /, and the disk at /var",
    {
      mounts: ["/dev/loop0 / squashfs ro 0 0", "/dev/vda6 /var xfs rw 0 0"],
      disks: { "/": { sizeGb: 0.1, usedGb: 0.1 }, "/var": { sizeGb: 50, usedGb: 20 } },
    },
    {
      disk_used_pct: 40,
      filesystems: [full("/var", 40)],
      system_info: expect.objectContaining({ disk_total_gb: 50 }),
    },
  ],
  [
    "Flatcar, whose /usr is full and written to by nobody",
    {
      mounts: ["/dev/vda9 / ext4 rw 0 0", "/dev/mapper/usr /usr btrfs ro 0 0"],
      disks: { ...ROOT_DISK, "/usr": { sizeGb: 1, usedGb: 1 } },
    },
    { disk_used_pct: 40 },
  ],
  [
    "NixOS with / in memory",
    {
      mounts: ["tmpfs / tmpfs rw 0 0", "/dev/vda2 /nix ext4 rw 0 0", "/dev/vda2 /nix/store ext4 ro 0 0"],
      disks: { "/": { sizeGb: 2, usedGb: 0.01 }, "/nix": { sizeGb: 80, usedGb: 60 } },
    },
    {
      disk_used_pct: 75,
      filesystems: [full("/nix", 75)],
      system_info: expect.objectContaining({ disk_total_gb: 80 }),
    },
  ],
  [
    "a Docker container, whose / is the host's disk",
    {
      mounts: [
        "overlay / overlay rw,lowerdir=/l,upperdir=/u,workdir=/w 0 0",
        "/dev/vda1 /etc/hosts ext4 rw 0 0",
      ],
    },
    { disk_used_pct: 40, filesystems: [full("/", 40)] },
  ],
  [
    "a read-only container that has nothing else",
    { mounts: ["overlay / overlay ro,lowerdir=/l 0 0"] },
    { disk_used_pct: 40, filesystems: [full("/", 40)] },
  ],
  [
    "a unit whose mounts are all protected, though the filesystems can be written to",
    {
      proc: {
        "self/mountinfo":
          "25 1 254:1 / / ro,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro\n" +
          "26 25 254:2 / /srv ro,relatime shared:2 master:3 - xfs /dev/vdb rw\n" +
          "27 25 254:3 / /opt/image ro,relatime - ext4 /dev/vdc ro\n",
      },
      mounts: ["/dev/vda1 / ext4 ro 0 0", "/dev/vdb /srv xfs ro 0 0", "/dev/vdc /opt/image ext4 ro 0 0"],
      disks: { ...ROOT_DISK, "/srv": { sizeGb: 100, usedGb: 60 }, "/opt/image": { sizeGb: 1, usedGb: 1 } },
    },
    { disk_used_pct: 60 },
  ],
  [
    "a full disk beside a small root",
    {
      mounts: [
        "/dev/vda1 / ext4 rw 0 0",
        "/dev/vdb /srv\\040data xfs rw 0 0",
        "/dev/vda2 /boot/efi vfat rw 0 0",
      ],
      disks: {
        ...ROOT_DISK,
        "/srv data": { sizeGb: 4000, usedGb: 3880 },
        "/boot/efi": { sizeGb: 0.1, usedGb: 0.099 },
      },
    },
    {
      disk_used_pct: 97,
      filesystems: expect.arrayContaining([full("/", 40), full("/srv data", 97)]),
      system_info: expect.objectContaining({ disk_total_gb: 100 }),
    },
  ],
  [
    "a full ZFS pool with a small root dataset",
    {
      mounts: ["tank/ROOT/os / zfs rw 0 0", "tank/data /tank/data zfs rw 0 0"],
      disks: {
        "/": { sizeGb: 33.6, usedGb: 3.6, leftGb: 30 },
        "/tank/data": { sizeGb: 1000, usedGb: 970, leftGb: 30 },
      },
    },
    { disk_used_pct: 97, filesystems: [full("/", 10.7), full("/tank/data", 97)] },
  ],
  [
    "a full ZFS pool whose many datasets are each small, one of them with a quota",
    {
      mounts: [
        "tank/ROOT / zfs rw 0 0",
        ...[1, 2, 3, 4, 5].map((n) => `tank/d${n} /d${n} zfs rw 0 0`),
        "tank/q /q zfs rw 0 0",
      ],
      disks: {
        "/": { sizeGb: 33.6, usedGb: 3.6, leftGb: 30 },
        ...Object.fromEntries(
          [1, 2, 3, 4, 5].map((n) => [`/d${n}`, { sizeGb: 220, usedGb: 190, leftGb: 30 }]),
        ),
        "/q": { sizeGb: 10, usedGb: 6.4, leftGb: 3.6 },
      },
    },
    { disk_used_pct: 97 },
  ],
  [
    "mergerfs, Unraid's shares and other unions, each once",
    {
      mounts: [
        "/dev/vda1 / ext4 rw 0 0",
        "/dev/sda1 /mnt/disk1 xfs rw 0 0",
        "disk1:disk2 /mnt/pool fuse.mergerfs rw 0 0",
        "shfs /mnt/user0 fuse.shfs rw 0 0",
        "shfs /mnt/user fuse.shfs rw 0 0",
        "mhddfs /mnt/mhdd fuse.mhddfs rw 0 0",
        "unionfs /mnt/u fuse.unionfs rw 0 0",
        "host:/share /mnt/ssh fuse.sshfs rw 0 0",
      ],
      disks: {
        ...ROOT_DISK,
        ...Object.fromEntries(
          ["disk1", "pool", "user0", "user", "mhdd", "u", "ssh"].map((name) => [
            `/mnt/${name}`,
            { sizeGb: 100, usedGb: 50 },
          ]),
        ),
      },
    },
    {
      filesystems: ["/", "/mnt/disk1", "/mnt/pool", "/mnt/user", "/mnt/mhdd", "/mnt/u"].map((mount) =>
        expect.objectContaining({ mount }),
      ),
    },
  ],
  [
    "more filesystems than a report holds, the fullest of them last",
    {
      mounts: [
        "/dev/vda1 / ext4 rw 0 0",
        ...Array.from({ length: 50 }, (_, i) => `/dev/s${i} /m${i} ext4 rw 0 0`),
      ],
      disks: {
        ...ROOT_DISK,
        ...Object.fromEntries(
          Array.from({ length: 50 }, (_, i) => [`/m${i}`, { sizeGb: 10, usedGb: i === 49 ? 9 : 1 }]),
        ),
      },
    },
    { disk_used_pct: 90, filesystems: expect.arrayContaining([full("/m49", 90)]) },
  ],
  [
    "one filesystem that hangs",
    {
      mounts: ["/dev/vda1 / ext4 rw 0 0", "union /mnt/u fuse.mergerfs rw 0 0", "/dev/vdb /srv xfs rw 0 0"],
      disks: {
        ...ROOT_DISK,
        "/mnt/u": { sizeGb: 1, usedGb: 0, hangs: true },
        "/srv": { sizeGb: 100, usedGb: 60 },
      },
    },
    { disk_used_pct: 60, filesystems: [full("/", 40), full("/srv", 60)] },
  ],
];

const TIMES: Row[] = [
  ["uptime with a comma", { proc: { uptime: "864005,12 1600000,00\n" } }, { uptime_s: 864_005 }],
  ["an uptime beyond 2^31 s", { proc: { uptime: "4294967296.50 1\n" } }, { uptime_s: 4_294_967_296 }],
];

describe.each([
  ["network", NETWORKS],
  ["memory", MEMORIES],
  ["disks", DISKS],
  ["time", TIMES],
])("the agent's figures: %s", (_, rows) => {
  it.concurrent.each(rows)("%s", async (_, machine, expected) => {
    for (const report of await reportsFrom(machine)) expect(report).toMatchObject(expected);
  });
});

it.each([
  ["is missing", { stat: null, meminfo: null, uptime: null, loadavg: null, "net/dev": null }],
  ["is empty", { stat: "", meminfo: "", uptime: "", loadavg: "", "net/dev": "" }],
])("what %s costs its own figures alone", async (_, proc) => {
  for (const report of await reportsFrom({ proc })) {
    expect(report).toMatchObject({ disk_used_pct: 40, boot_id: "b7c1", interval_s: 1 });
    for (const figure of ["cpu_pct", "mem_used_pct", "uptime_s", "load1", "net_rx_bytes", "interfaces"])
      expect(report).not.toHaveProperty(figure);
  }
});

it.for(INTERPRETERS)("%s is among what these tests run the agent with", ([name, interpreter], { skip }) => {
  skip(interpreter === undefined, `${name}: not installed`);
});
