import { describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { GroupCommit } from "@/lib/detection/ingest/group-commit";
import { MAX_PULSE_GAP_MS } from "@/lib/heartbeat/constants";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { makeSample } from "../support/sample";
import { expectLogged } from "../support/watched-log";

expectLogged(/Reports could not be stored/);

let database: Database;
let fleet: Fleet;

it.beforeEach(async ({ database: own, fleet: ownFleet }) => {
  database = own;
  fleet = ownFleet;
  await database.client.webProcess.deleteMany();
  await database.client.blindInterval.deleteMany();
  await database.client.hubPulse.update({
    where: { id: 1 },
    data: { heardMs: 0, blindEndedHeardMs: 0, pulsedAt: null },
  });
});

const hub = () => database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
const blindIntervals = () => database.client.blindInterval.findMany({ orderBy: { id: "asc" } });
/** Moves every trace of the latest pulses back in time, as if nothing had been heard for this long. */
async function pretendSilence(ms: number): Promise<void> {
  const pulsedAt = new Date(Date.now() - ms);
  await database.client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt } });
  await database.client.webProcess.updateMany({ data: { pulsedAt } });
}

describe("pulses", () => {
  it("let heard time grow by the time that has passed, and never write a blind interval in quiet times", async () => {
    const startedMs = performance.now();
    await fleet.pulse();
    for (let i = 0; i < 20; i++) await fleet.pulse();
    const { heardMs } = await hub();
    expect(Number(heardMs)).toBeLessThanOrEqual(performance.now() - startedMs);
    expect(Number(heardMs)).toBeGreaterThan(0);
    expect(await blindIntervals()).toEqual([]);
  });

  it("of two ingest processes together never outrun real time", async () => {
    const other = fleet.beside(database);
    const startedMs = performance.now();
    await fleet.pulse();
    await other.pulse();
    for (let i = 0; i < 20; i++) await Promise.all([fleet.pulse(), other.pulse()]);
    expect(Number((await hub()).heardMs)).toBeLessThanOrEqual(performance.now() - startedMs);
  });

  it("after a stop claim nothing, and record since when nothing was heard", async () => {
    await fleet.pulse();
    await fleet.hear(5_000);
    const before = await hub();
    await pretendSilence(600_000);
    const restarted = fleet.beside(database);
    expect((await restarted.pulse()).pulse).toMatchObject({ kind: "blind", cause: "down" });
    const after = await hub();
    expect(after.heardMs).toBe(before.heardMs);
    expect(after.blindEndedHeardMs).toBe(before.heardMs);
    const [interval] = await blindIntervals();
    const lengthMs = Number(interval?.endedAt) - Number(interval?.startedAt);
    expect(lengthMs).toBeGreaterThanOrEqual(600_000);
    expect(lengthMs).toBeLessThan(610_000);
  });

  it("after several stops without a heard moment in between make one interval", async () => {
    await fleet.pulse();
    for (let i = 0; i < 3; i++) {
      await pretendSilence(60_000);
      await fleet.beside(database).pulse();
    }
    expect(await blindIntervals()).toHaveLength(1);
  });

  it("of a new ingest process beside one that can hear write no blind interval", async () => {
    await fleet.pulse();
    expect((await fleet.beside(database).pulse()).pulse).toMatchObject({ kind: "covered" });
    expect(await blindIntervals()).toEqual([]);
  });

  it("claim nothing after agents were refused, until a report is stored again", async () => {
    await fleet.pulse();
    const before = await hub();
    fleet.hearing.note("refusedCount");
    // A pulse may be stored where a report's sample has no room.
    for (let i = 0; i < 2; i++)
      expect((await fleet.pulse()).pulse).toMatchObject({ kind: "blind", cause: "refused" });
    expect((await hub()).heardMs).toBe(before.heardMs);
    const [machine] = await fleet.addMachines(1);
    const commit = new GroupCommit(database, fleet.hearing, { offlineAfterMs: 10_000, flapWindowMs: 0 });
    expect(await commit.add({ keyId: machine?.keyId ?? 0, report: PROOF_OF_LIFE })).toBe("accepted");
    expect((await fleet.pulse()).pulse).toMatchObject({ kind: "heard" });
  });

  it("of an ingest process that was deaf while another heard continue under a new name", async () => {
    await fleet.pulse();
    const name = fleet.hearing.webId;
    const other = fleet.beside(database);
    await other.pulse();
    const { previous } = fleet.hearing;
    if (previous === null) throw new Error("the pulse was not remembered");
    fleet.hearing.remember(
      { ...previous, monotonicMs: previous.monotonicMs - MAX_PULSE_GAP_MS - 1 },
      fleet.hearing.trouble,
    );
    expect((await fleet.pulse()).pulse).toMatchObject({ kind: "covered" });
    expect(fleet.hearing.webId).not.toBe(name);
  });

  it("that cannot be written are not remembered", async () => {
    await fleet.pulse();
    const { previous } = fleet.hearing;
    const broken: Database = {
      ...database,
      engine: { ...database.engine, writePulse: () => Promise.reject(new Error("the disk is gone")) },
    };
    await expect(fleet.beside(broken).pulse()).rejects.toThrow("the disk is gone");
    expect(fleet.hearing.previous).toBe(previous);
    expect(await blindIntervals()).toEqual([]);
  });
});

describe("a group commit", () => {
  it("stores every good report of a batch that contains a poisoned one", async () => {
    const machines = await fleet.addMachines(50);
    const gone = machines[7];
    const poisoned = machines[20];
    if (gone === undefined || poisoned === undefined) throw new Error("no machines were added");
    await database.client.machine.delete({ where: { id: gone.machineId } });
    // A row that breaks every statement that reads it.
    await database.client.machine.update({
      where: { id: poisoned.machineId },
      data: { systemInfo: "not json" },
    });
    const commit = new GroupCommit(database, fleet.hearing, { offlineAfterMs: 10_000, flapWindowMs: 0 });
    const outcomes = await Promise.all(
      machines.map(({ keyId }) =>
        commit.add({ keyId, report: { ...PROOF_OF_LIFE, systemInfo: { hostname: "h" } } }),
      ),
    );
    expect(outcomes[7]).toBe("refused");
    expect(outcomes[20]).toBe("unstorable");
    expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(48);
    // Poisoned or not, the machine is alive; and one bad report does not mean that the hub is deaf.
    expect(await database.client.machine.count({ where: { status: "online" } })).toBe(49);
    expect(fleet.hearing.trouble.refusedCount).toBe(0);
  });

  it("has stored what it accepted, from many senders at once with one key and with many", async () => {
    const machines = await fleet.addMachines(20);
    const sample = makeSample({ cpu_pct: 1 });
    const commit = new GroupCommit(database, fleet.hearing, { offlineAfterMs: 10_000, flapWindowMs: 0 });
    const one = machines.flatMap(() => machines.slice(0, 1));
    const outcomes = await Promise.all(
      [...machines, ...one, ...machines].map(({ keyId }) =>
        commit.add({ keyId, report: { ...PROOF_OF_LIFE, sample } }),
      ),
    );
    expect(new Set(outcomes)).toEqual(new Set(["accepted"]));
    expect(await database.client.sample.count()).toBe(60);
  });

  it("refuses a key that was revoked after it was looked up", async () => {
    const machine = await fleet.addMachine();
    await database.client.agentKey.update({ where: { id: machine.keyId }, data: { revokedAt: new Date() } });
    const commit = new GroupCommit(database, fleet.hearing, { offlineAfterMs: 10_000, flapWindowMs: 0 });
    expect(await commit.add({ keyId: machine.keyId, report: PROOF_OF_LIFE })).toBe("refused");
    expect(await fleet.statusOf(machine.machineId)).toBe("pending");
  });
});
