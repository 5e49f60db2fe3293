import { expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { PROOF_OF_LIFE, parseReport, type Report } from "@/lib/heartbeat/report/parse";
import { settingThreshold } from "@/lib/machines/change-mutations";
import type { TeamScope } from "@/lib/people/teams/scope";
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

const machineOf = (id: number) => database.client.machine.findUniqueOrThrow({ where: { id } });
const samplesOf = (machineId: number) =>
  database.client.sample.findMany({ where: { machineId }, orderBy: { sampledAt: "asc" } });

function parsed(body: object): Report {
  const outcome = parseReport({ body: JSON.stringify(body), nowMs: Date.now() });
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.report;
}

it("stores everything that our own agent sends", async () => {
  const { machineId, keyId } = await fleet.addMachine();
  const lists = {
    filesystems: [{ mount: '/srv/fü\'r "alle"', used_pct: 71.5, total_bytes: 98_000_000_000 }],
    interfaces: [{ name: "eth0", rx_bytes: 9e18, tx_bytes: null }],
    temperatures: [{ name: "cpu", celsius: -5.5 }],
    gauges: { queue: 3 },
  };
  const figures = { cpu_pct: 12.5, swap_used_pct: 1.5, load1: 0.25, load5: 0.5, load15: 1 };
  await fleet.report(
    [keyId],
    parsed({ ...lists, ...figures, boot_id: "b1", agent_version: "1.2.3", interval_s: 10 }),
  );
  const [sample] = await samplesOf(machineId);
  expect(sample).toMatchObject({ cpuPct: 12.5, swapUsedPct: 1.5, load1: 0.25, load5: 0.5, load15: 1 });
  expect(JSON.parse(sample?.details ?? "")).toEqual(lists);
  const machine = await machineOf(machineId);
  expect(machine).toMatchObject({ bootId: "b1", agentVersion: "1.2.3", reportIntervalMs: 10_000 });
  expect(JSON.parse(machine.lastSample ?? "")).toMatchObject(figures);
  await fleet.report([keyId]);
  expect(await machineOf(machineId)).toMatchObject({ bootId: "b1", agentVersion: "1.2.3" });
});

it("lets an announced stop last as long as it says, as far as the team believes it, and not after the next report", async () => {
  const { machineId, keyId } = await fleet.addMachine();
  const silence = async () => {
    const { heardAt, deadline, plannedMs } = await machineOf(machineId);
    return [Number(deadline) - Number(heardAt), Number(plannedMs)];
  };
  const announce = (back_in_s?: number) =>
    fleet.report([keyId], parsed({ goodbye: { reason: "reboot", back_in_s } }));
  const { engine } = database;
  const retime = (thresholdMs: number) =>
    transaction((tx) => engine.retimeTeam(tx, { teamId: fleet.teamId, thresholdMs }), database);

  const scope = { teamId: fleet.teamId } as TeamScope;
  const setThreshold = async (offlineAfterMs: number | null) => {
    const row = await machineOf(machineId);
    await transaction(async (tx) => {
      await settingThreshold({ scope, offlineAfterMs })(tx, [row]);
    }, database);
  };

  await announce(300);
  expect(await silence()).toEqual([300_000, 300_000]);
  await retime(60_000);
  expect(await silence()).toEqual([300_000, 300_000]);
  await retime(600_000);
  expect(await silence()).toEqual([600_000, 300_000]);
  await setThreshold(60_000);
  expect(await silence()).toEqual([300_000, 300_000]);
  await setThreshold(null);
  await fleet.report([keyId]);
  expect(await silence()).toEqual([10_000, 0]);
  await announce();
  expect(await silence()).toEqual([10_000, 0]);
  await announce(86_400);
  expect(await silence()).toEqual([1_800_000, 1_800_000]);
  await database.client.team.update({ where: { id: fleet.teamId }, data: { plannedStopMaxMs: 0 } });
  await announce(300);
  expect(await silence()).toEqual([10_000, 0]);
});

it("declares a machine offline only once its announced stop has lasted too long, and says what was tolerated", async () => {
  const { machineId, keyId } = await fleet.addMachine();
  await fleet.report([keyId], parsed({ goodbye: { reason: "reboot", back_in_s: 300 } }));
  await fleet.hear(299_000);
  expect(await sweepOnce(database)).toEqual([]);
  await fleet.hear(1_000);
  expect(await sweepOnce(database)).toEqual([expect.objectContaining({ machineId })]);
  const outage = await database.client.outage.findFirstOrThrow({ where: { incident: { machineId } } });
  expect(outage.thresholdMs).toBe(300_000n);
});

it("remembers a goodbye until the next report", async () => {
  const { machineId, keyId } = await fleet.addMachine();
  await fleet.report([keyId], parsed({ goodbye: { reason: "shutdown", back_in_s: 90 } }));
  const { goodbye, lastSeenAt } = await machineOf(machineId);
  expect(JSON.parse(goodbye ?? "")).toEqual({
    reason: "shutdown",
    back_in_s: 90,
    at: lastSeenAt?.toISOString(),
  });
  await fleet.report([keyId]);
  expect((await machineOf(machineId)).goodbye).toBeNull();
});

it("uses a backlog for charts only", async () => {
  const { machineId, keyId } = await fleet.addMachine();
  const hourAgo = Date.now() - 3_600_000;
  const backlog = [0, 10_000].map((ms) => makeSample({ cpu_pct: 99 }, hourAgo + ms));
  await fleet.report([keyId], { ...PROOF_OF_LIFE, sample: makeSample({ cpu_pct: 1 }) });
  const before = await machineOf(machineId);
  await fleet.report([keyId], { ...PROOF_OF_LIFE, backlog });
  const after = await machineOf(machineId);
  expect((await samplesOf(machineId)).map((sample) => sample.cpuPct)).toEqual([99, 99, 1]);
  expect((await samplesOf(machineId))[0]?.sampledAt.getTime()).toBe(hourAgo);
  expect(after.lastSample).toBe(before.lastSample);
  expect(Number(after.deadline)).toBe(Number(after.heardAt) + Number(after.thresholdMs));
});

it.each([
  ["another boot", { boot_id: "b2", uptime_s: 90_000 }, {}, "rebooted"],
  [
    "the same boot after a goodbye",
    { boot_id: "b1", uptime_s: 90_000 },
    { goodbye: { reason: "upgrade" } },
    "agent_restarted",
  ],
  ["the same boot", { boot_id: "b1", uptime_s: 90_000 }, {}, "kept_running"],
  ["nothing about its boot", {}, {}, undefined],
] as const)(
  "says why a machine was away from its first report, which names %s",
  async (_, first, last, reason) => {
    await fleet.addChannel();
    const { keyId } = await fleet.addMachine();
    await fleet.report([keyId], parsed({ boot_id: "b1", uptime_s: 80_000, ...last }));
    await fleet.hear(10_000);
    await sweepOnce(database);
    await fleet.report([keyId], parsed(first));
    const events = await database.client.event.findMany({ orderBy: { occurredAt: "asc" } });
    const told = events.map(({ type, facts }) => [type, JSON.parse(facts).incident.away_reason]);
    expect(told).toEqual([
      ["machine.offline", undefined],
      ["machine.online", reason],
    ]);
  },
);
