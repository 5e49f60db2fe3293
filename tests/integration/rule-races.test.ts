import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { env } from "@/lib/base/env";
import { type Database, openDatabase } from "@/lib/db/client";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { RuleHub, reportOf } from "../support/rule-hub";
import { sweepOnce } from "../support/sweep";

const PROCESSES = 4;
const MACHINES = 8;
const ROUNDS = 9;

let hub: TestHub;
let processes: Database[];
beforeAll(async () => {
  process.env.FLAP_WINDOW = "0s";
  hub = await TestHub.open();
  const open = () => openDatabase(env().database, { synchronous: "NORMAL" });
  processes = await Promise.all(Array.from({ length: PROCESSES }, open));
});
afterAll(async () => {
  for (const each of processes) await each.close();
  await hub.close();
});

/** Always the same figures that look random. */
function* figures(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

it("nothing that fires outlives a change of its rule, however commits and changes interleave", async () => {
  const fleet = await Fleet.create(hub.database);
  await fleet.addChannel();
  const rules = new RuleHub(hub, fleet, await hub.addPerson({ teamId: fleet.teamId }));
  const machines = await fleet.addMachines(MACHINES);
  let ruleId = await rules.add({ samples: 1, threshold: 50 });

  async function report(on: Database, random: Generator<number, never>): Promise<void> {
    for (const machine of machines)
      if (random.next().value < 0.6)
        await rules.report(machine, [reportOf({ cpu_pct: random.next().value * 100 })], { on });
  }
  async function edit(round: number): Promise<void> {
    await rules.change(ruleId, { threshold: 30 + (round % 3) * 20 });
    await rules.change(ruleId, { is_active: false });
    await rules.change(ruleId, { is_active: true });
    await sweepOnce(hub.database);
    if (round % 3 !== 2) return;
    await rules.remove(ruleId);
    ruleId = await rules.add({ samples: 1, threshold: 50 });
  }
  const reporting = processes.map((on, index) => ({ on, random: figures(index + 1) }));
  for (let round = 0; round < ROUNDS; round++)
    await Promise.all([...reporting.map(({ on, random }) => report(on, random)), edit(round)]);

  const rule = await rules.client.rule.findUniqueOrThrow({ where: { id: ruleId } });
  const incidents = await rules.client.incident.findMany({
    where: { kind: "metric" },
    include: { firing: true, events: true },
  });
  expect(incidents.length).toBeGreaterThan(MACHINES);
  const open = incidents.filter(({ openKey }) => openKey !== null);
  for (const { firing } of open) expect(firing).toMatchObject({ ruleId: rule.id, threshold: rule.threshold });
  for (const { openKey, events } of incidents)
    expect(events.map(({ type }) => String(type)).sort()).toEqual(
      openKey === null ? ["alert.firing", "alert.resolved"] : ["alert.firing"],
    );
  const states = await rules.client.ruleState.findMany();
  expect(states.map(({ incidentId, ending }) => [incidentId, ending]).sort()).toEqual(
    open.map(({ id }) => [id, null]).sort(),
  );
});

// On SQLite the two transactions cannot be under way at once.
if (inject("template").kind === "postgresql")
  it("a commit that has judged by the rule before its change judges again", async () => {
    const fleet = await Fleet.create(hub.database);
    await fleet.addChannel();
    const rules = new RuleHub(hub, fleet, await hub.addPerson({ teamId: fleet.teamId }));
    const machine = await fleet.addMachine();
    const id = await rules.add({ samples: 1, threshold: 50 });
    await rules.report(machine, [reportOf({ cpu_pct: 10 })]);
    const [changing, reporting] = processes;
    if (changing === undefined || reporting === undefined) throw new Error("no processes");
    const isWaiting = async () => {
      const [row] = await rules.client.$queryRawUnsafe<{ count: bigint }[]>(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FOR SHARE%'",
      );
      return Number(row?.count) > 0;
    };
    let report = Promise.resolve<unknown>(null);
    await changing.client.$transaction(async (tx) => {
      await tx.team.update({ where: { id: fleet.teamId }, data: { rulesVersion: { increment: 1 } } });
      await tx.rule.update({ where: { id }, data: { threshold: 96 } });
      report = rules.report(machine, [reportOf({ cpu_pct: 95 })], { on: reporting });
      await expect.poll(isWaiting, { interval: 10, timeout: 5_000 }).toBe(true);
    });
    await report;
    expect(await rules.incidents(machine.machineId)).toEqual([]);
    await rules.report(machine, [reportOf({ cpu_pct: 97 })], { on: reporting });
    expect(await rules.incidents(machine.machineId)).toMatchObject([{ firing: { threshold: 96 } }]);
  });
