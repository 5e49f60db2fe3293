import { describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { disabling } from "@/lib/machines/change-mutations";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { makeSample } from "../support/sample";
import { sweepOnce } from "../support/sweep";

let database: Database;
let fleet: Fleet;

it.beforeEach(({ database: own, fleet: ownFleet }) => {
  database = own;
  fleet = ownFleet;
});

async function sweep(): Promise<number[]> {
  return (await sweepOnce(database)).map((row) => row.machineId).sort((a, b) => a - b);
}

describe("a machine that goes silent", () => {
  it("is sent at its deadline in heard time, once, and so is its recovery", async () => {
    await fleet.addChannel();
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    expect(await fleet.told()).toEqual([]);
    await fleet.hear(9_999);
    expect(await sweep()).toEqual([]);
    await fleet.hear(1);
    expect(await sweep()).toEqual([machineId]);
    expect(await sweep()).toEqual([]);
    expect(await fleet.statusOf(machineId)).toBe("offline");
    await fleet.report([keyId]);
    await fleet.report([keyId]);
    expect(await fleet.statusOf(machineId)).toBe("online");
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.online pending"]);
    expect(
      await database.client.incident.findMany({ where: { machineId }, include: { outage: true } }),
    ).toMatchObject([
      { kind: "offline", openKey: null, resolution: "reported", outage: { thresholdMs: 10_000n } },
    ]);
  });

  it.each([
    ["comes back", async (keyId: number): Promise<unknown> => fleet.report([keyId])],
    [
      "is disabled",
      async (keyId: number) => {
        const machine = await database.client.machine.findFirstOrThrow({
          where: { keys: { some: { id: keyId } } },
        });
        await transaction((tx) => disabling(new Date())(tx, [machine]), database);
      },
    ],
  ])("ends no sooner than it was detected when it %s, although the clock was set back", async (_, end) => {
    await fleet.addChannel();
    const { keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await fleet.hear(10_000);
    await sweep();
    const detectedAt = new Date(Date.now() + 60_000);
    await database.client.incident.updateMany({ data: { detectedAt } });
    await end(keyId);
    const { resolvedAt } = await database.client.incident.findFirstOrThrow();
    expect(resolvedAt).toEqual(detectedAt);
  });

  it("is not sent while the hub is deaf: no heard time, no outage", async () => {
    const { keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    // Hours of wall clock change nothing: only heard_ms is read.
    await database.client.machine.updateMany({ data: { lastSeenAt: new Date(Date.now() - 6 * 3_600_000) } });
    expect(await sweep()).toEqual([]);
  });

  it("gets two report intervals of grace after a blind interval, and no more", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId], { ...PROOF_OF_LIFE, reportIntervalMs: 2_000 });
    await fleet.hear(9_500);
    const { heardMs } = await database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
    await database.client.hubPulse.update({ where: { id: 1 }, data: { blindEndedHeardMs: heardMs } });
    await fleet.hear(3_999);
    expect(await sweep()).toEqual([]);
    await fleet.hear(1);
    expect(await sweep()).toEqual([machineId]);
  });

  it("gets its grace if the ingest process that heard it last went deaf, unless that process signed off", async () => {
    const [left, right] = await fleet.addMachines(2);
    if (left === undefined || right === undefined) throw new Error("no machines were added");
    const other = fleet.beside(database);
    const interval = { ...PROOF_OF_LIFE, reportIntervalMs: 2_000 };
    await fleet.pulse();
    await fleet.report([left.keyId], interval);
    await other.pulse();
    await other.report([right.keyId], interval);
    await fleet.hear(9_000);
    // Both ingest processes pulse at 9 s; then a third one alone lets heard time go on.
    const { heardMs } = await database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
    await database.client.webProcess.updateMany({ data: { pulseHeardMs: heardMs } });
    await database.client.webProcess.update({
      where: { id: other.hearing.webId },
      data: { endedAt: new Date() },
    });
    await fleet.hear(3_000);
    expect(await sweep()).toEqual([right.machineId]);
    await fleet.hear(1_100);
    expect(await sweep()).toEqual([left.machineId]);
  });

  it("is sent together with all others that are due, in steps of 200", async () => {
    await fleet.addChannel();
    const machines = await fleet.addMachines(230);
    await fleet.report(machines.map(({ keyId }) => keyId));
    await fleet.hear(10_000);
    expect((await sweep()).length).toBe(200);
    expect((await sweep()).length).toBe(30);
    expect(await fleet.told()).toEqual(machines.map(() => "machine.offline pending"));
    expect(new Set((await database.client.delivery.findMany()).map((row) => row.uid)).size).toBe(230);
  });

  it("was offline although no worker checked: its report sends both, in order", async () => {
    await fleet.addChannel();
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await fleet.hear(25 * 60_000);
    const { transitions } = await fleet.report([keyId]);
    expect(transitions.map(({ kind }) => kind)).toEqual(["unseen_outage"]);
    expect(await fleet.told()).toEqual(["machine.offline pending", "machine.online pending"]);
    expect(await sweep()).toEqual([]);
    const incident = await database.client.incident.findFirstOrThrow({ where: { machineId } });
    expect(incident).toMatchObject({ openKey: null, resolution: "reported" });
  });
});

describe("what is never sent", () => {
  it.each(["pending", "disabled"])("the silence of a %s machine, however long", async (status) => {
    const { keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await database.client.machine.updateMany({ data: { status } });
    await fleet.hear(100_000);
    expect(await sweep()).toEqual([]);
  });

  it("a disabled machine's report is refused and changes nothing", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await database.client.machine.updateMany({ data: { status: "disabled" } });
    const { outcomes } = await fleet.report([keyId]);
    expect(outcomes).toEqual(["refused"]);
    expect(await database.client.machine.findUnique({ where: { id: machineId } })).toMatchObject({
      status: "disabled",
      lastSeenAt: null,
    });
  });

  it("a deleted machine is not revived by a cached key", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await database.client.machine.delete({ where: { id: machineId } });
    expect((await fleet.report([keyId])).outcomes).toEqual(["refused"]);
    expect(await database.client.machine.count()).toBe(0);
  });

  it("a machine's first report is not a recovery", async () => {
    await fleet.addChannel();
    const { keyId } = await fleet.addMachine();
    expect((await fleet.report([keyId])).transitions.map(({ kind }) => kind)).toEqual(["first_heard"]);
    expect(await fleet.told()).toEqual([]);
  });
});

describe("channels", () => {
  it("that are off, or have chosen other events, get a row that says why", async () => {
    await fleet.addChannel({ isActive: false });
    await fleet.addChannel({ events: '["machine.online"]' });
    const { keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await fleet.hear(10_000);
    await sweep();
    await fleet.report([keyId]);
    expect(await fleet.told()).toEqual([
      "machine.offline suppressed channel_off",
      "machine.offline suppressed event_not_chosen",
      "machine.online suppressed channel_off",
      "machine.online suppressed offline_not_told",
    ]);
  });

  it("if none exists, a row says so", async () => {
    const { keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await fleet.hear(10_000);
    await sweep();
    expect(await fleet.told()).toEqual(["machine.offline suppressed no_channel"]);
  });
});

describe("one transaction", () => {
  it("an incident left open neither stops the scan nor is sent twice", async () => {
    await fleet.addChannel();
    const [odd, good] = await fleet.addMachines(2);
    if (odd === undefined || good === undefined) throw new Error("no machines were added");
    await fleet.report([odd.keyId, good.keyId]);
    await fleet.hear(10_000);
    await sweep();
    // As if somebody had set it online by hand without closing its incident.
    await database.client.machine.update({ where: { id: odd.machineId }, data: { status: "online" } });
    expect(await sweep()).toEqual([odd.machineId]);
    expect(await fleet.told(odd.machineId)).toEqual(["machine.offline pending"]);
    expect(await database.client.incident.count({ where: { machineId: odd.machineId } })).toBe(1);
  });

  it("a machine with broken system info does not stop the scan, and is sent", async () => {
    await fleet.addChannel();
    const machines = await fleet.addMachines(2);
    await fleet.report(machines.map(({ keyId }) => keyId));
    await database.client.machine.updateMany({
      where: { id: machines[0]?.machineId },
      data: { systemInfo: "not json" },
    });
    await fleet.hear(10_000);
    expect(await sweep()).toHaveLength(2);
    expect(await fleet.told()).toEqual(machines.map(() => "machine.offline pending"));
  });

  it("a status does not change if its event cannot be written", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.addChannel({ events: "not json" });
    await fleet.report([keyId]);
    await fleet.hear(10_000);
    await database.client.workerBeat.deleteMany();
    await expect(sweepOnce(database, { isFullScan: true })).rejects.toThrow();
    expect(await fleet.statusOf(machineId)).toBe("online");
    expect(await database.client.incident.count()).toBe(0);
    expect(await database.client.event.count()).toBe(0);
    // Nor does the worker that failed count as having checked.
    expect(await database.client.workerBeat.count()).toBe(0);
    await database.client.channel.deleteMany();
    await sweepOnce(database, { isFullScan: true });
    const beat = await database.client.workerBeat.findUniqueOrThrow({ where: { id: "worker" } });
    expect(beat.lastFullScanAt).toEqual(beat.lastScanAt);
  });

  it("the database itself refuses a second open incident of a machine", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await fleet.hear(10_000);
    await sweep();
    const { openKey } = await database.client.incident.findFirstOrThrow({ where: { machineId } });
    const at = new Date();
    const second = { machineId, kind: "offline", openKey, startedAt: at, detectedAt: at };
    await expect(database.client.incident.create({ data: second })).rejects.toMatchObject({
      code: "P2002",
    });
  });
});

describe("a report against the scan", () => {
  it("wins or loses completely: never online with an open incident, never sent without one", async ({
    other,
  }) => {
    await fleet.addChannel();
    const machines = await fleet.addMachines(40);
    const keyIds = machines.map(({ keyId }) => keyId);
    await fleet.report(keyIds);
    const rounds = 15;
    for (let round = 0; round < rounds; round++) {
      await fleet.hear(10_000);
      // Half of the fleet reports in two commits while two workers look.
      const half = keyIds.filter((_, index) => (index + round) % 2 === 0);
      await Promise.all([
        fleet.report(half.slice(0, 10)),
        sweepOnce(database),
        fleet.beside(other).report(half.slice(10)),
        sweepOnce(other),
      ]);
      await sweepOnce(database);
      const open = await database.client.incident.findMany({ where: { openKey: { not: null } } });
      const offline = await database.client.machine.findMany({ where: { status: "offline" } });
      expect(open.map((row) => row.machineId).sort()).toEqual(offline.map((row) => row.id).sort());
    }
    for (const { machineId } of machines) {
      const told = await fleet.told(machineId);
      // Strictly alternating: an outage, its end, an outage …
      expect(told).toEqual(
        told.map((_, i) => (i % 2 === 0 ? "machine.offline pending" : "machine.online pending")),
      );
      const incidents = await database.client.incident.count({ where: { machineId } });
      expect(Math.ceil(told.length / 2)).toBe(incidents);
    }
  });
});

describe("what an agent claims about time", () => {
  it("affects nothing but the sample", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const sample = makeSample({ cpu_pct: 1, net_rx_bytes: 9.1e18 }, Date.parse("2000-01-01T00:00:00Z"));
    const before = Date.now() - 60_000;
    await fleet.report([keyId], { ...PROOF_OF_LIFE, sample });
    const machine = await database.client.machine.findUniqueOrThrow({
      where: { id: machineId },
      include: { samples: true },
    });
    expect(machine.lastSeenAt?.getTime()).toBeGreaterThan(before);
    expect(machine.deadline).toBe((machine.heardAt ?? 0n) + 10_000n);
    expect(machine.samples).toMatchObject([
      {
        sampledAt: new Date("2000-01-01T00:00:00Z"),
        cpuPct: 1,
        memUsedPct: null,
        netRxBytes: 9_100_000_000_000_000_000n,
      },
    ]);
    expect(machine.samples[0]?.receivedAt.getTime()).toBe(machine.lastSeenAt?.getTime());
  });
});
