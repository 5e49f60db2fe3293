import { afterAll, beforeAll, expect, it } from "vitest";
import { env } from "@/lib/base/env";
import { type Database, openDatabase } from "@/lib/db/client";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { RuleHub, reportOf } from "../support/rule-hub";
import { sweepOnce } from "../support/sweep";

const PROCESSES = 4;
const MACHINES = 8;
const ROUNDS = 12;

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

  async function report(on: Database, seed: number): Promise<void> {
    const random = figures(seed);
    for (let round = 0; round < ROUNDS; round++)
      for (const machine of machines)
        if (random.next().value < 0.6)
          await rules.report(machine, [reportOf({ cpu_pct: random.next().value * 100 })], { on });
  }
  async function edit(): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      await rules.change(ruleId, { threshold: 30 + (round % 3) * 20 });
      await rules.change(ruleId, { is_active: false });
      await rules.change(ruleId, { is_active: true });
      if (round % 3 === 2) {
        await rules.remove(ruleId);
        ruleId = await rules.add({ samples: 1, threshold: 50 });
      }
      await sweepOnce(hub.database);
    }
  }
  await Promise.all([...processes.map((on, index) => report(on, index + 1)), edit()]);

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
  // What was decided from an older rule is never said of a newer one.
  expect(new Set(incidents.map(({ firing }) => firing?.threshold))).toEqual(new Set([30, 50, 70]));
});
