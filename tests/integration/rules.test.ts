import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { POST as pause } from "@/app/api/v1/machines/[id]/pause/route";
import { POST as resume } from "@/app/api/v1/machines/[id]/resume/route";
import { PATCH as updateMachine } from "@/app/api/v1/machines/[id]/route";
import { GET as list } from "@/app/api/v1/rules/route";
import { env } from "@/lib/base/env";
import { type Database, openDatabase } from "@/lib/db/client";
import { endAlerts } from "@/lib/detection/rules/end-alerts";
import { GONE_AFTER_MS } from "@/lib/detection/rules/judge";
import { alertFactsSchema } from "@/lib/events/facts";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { sendStableMachines } from "@/lib/incidents/flapping/send-stable-machines";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { filesystemReport, RuleHub, reportOf } from "../support/rule-hub";
import { makeSample } from "../support/sample";
import { sweepOnce } from "../support/sweep";

const FLAP_WINDOW_MS = 600_000;

let hub: TestHub;
let as: Person;
let rules: RuleHub;
let machine: { machineId: number; keyId: number };
let machineId: number;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  const fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ role: "member", teamId: fleet.teamId });
  rules = new RuleHub(hub, fleet, as);
  await fleet.addChannel();
  machine = await fleet.addMachine();
  machineId = machine.machineId;
});
afterAll(() => hub.close());

const told = () => rules.told(machineId);
const resolutions = async () =>
  (await rules.incidents(machineId)).map(({ resolution }) => resolution && String(resolution));

async function goDark(): Promise<void> {
  await rules.fleet.hear(10_000);
  await sweepOnce(hub.database);
}

/** Another process on the same database. */
async function inAnotherProcess(run: (other: Database) => Promise<void>): Promise<void> {
  const other = await openDatabase(env().database, { synchronous: "NORMAL" });
  try {
    await run(other);
  } finally {
    await other.close();
  }
}

describe("a rule fires", () => {
  it("with the third sample in a row, is told once, and resolves with the first that is back", async () => {
    const ruleId = await rules.add({ severity: "critical" });
    await rules.cpu(machine, [50, 95, 96]);
    expect(await rules.incidents(machineId)).toEqual([]);
    await rules.cpu(machine, [97, 98, 99]);
    expect(await told()).toEqual(["firing pending"]);
    await rules.cpu(machine, [12, 11]);
    expect(await told()).toEqual(["firing pending", "resolved pending"]);
    expect(await rules.states(machineId)).toEqual([]);
    const [incident] = await rules.incidents(machineId);
    expect(incident).toMatchObject({ openKey: null, isOpen: false, resolution: "recovered" });
    expect(incident?.firing).toMatchObject({
      ruleId,
      target: null,
      value: 97,
      resolvedValue: 12,
      severity: "critical",
    });
    const events = await rules.client.event.findMany({
      where: { machineId },
      orderBy: { occurredAt: "asc" },
    });
    const facts = events.map((event) => alertFactsSchema.parse(JSON.parse(event.facts)));
    expect(facts.map(({ firing, resolution }) => [firing.rule_id, firing.value, resolution])).toEqual([
      [ruleId, 97, undefined],
      [ruleId, 12, "recovered"],
    ]);
  });

  it("after a duration of heard time, which stands still while the hub is blind", async () => {
    await rules.add({ samples: undefined, for: "10s" });
    await rules.cpu(machine, [95, 95]);
    await rules.report(machine, [reportOf({ cpu_pct: 95 })]);
    expect(await told()).toEqual([]);
    await rules.cpu(machine, [95]);
    expect(await told()).toEqual(["firing pending"]);
  });

  it("on each filesystem of a pattern by itself", async () => {
    await rules.add({ metric: "filesystem.used_pct", target: "/var*", samples: 1 });
    const list = (...used: [string, number][]) =>
      reportOf(
        {},
        {
          details: { filesystems: used.map(([mount, used_pct]) => ({ mount, used_pct, total_bytes: null })) },
        },
      );
    await rules.report(machine, [list(["/", 99], ["/var", 95], ["/var/log", 92], ["/var", 99])]);
    const open = await rules.incidents(machineId);
    expect(open.map(({ firing }) => [firing?.target, firing?.value])).toEqual([
      ["/var", 95],
      ["/var/log", 92],
    ]);
    await rules.report(machine, [list(["/var", 95], ["/var/log", 20])]);
    expect(await resolutions()).toEqual([null, "recovered"]);
  });

  it("with several reports of one commit, judged in order", async () => {
    await rules.add({ samples: 1 });
    await rules.cpu(machine, [10]);
    const reports = [95, 10, 96, 10, 97].map((cpu_pct) => reportOf({ cpu_pct }));
    await rules.report(machine, reports);
    expect(await told()).toEqual(
      ["firing", "resolved", "firing", "resolved", "firing"].map((word) => `${word} pending`),
    );
    expect(await resolutions()).toEqual(["recovered", "recovered", null]);
    expect(await rules.states(machineId)).toMatchObject([
      { incidentId: (await rules.incidents(machineId))[2]?.id },
    ]);
  });

  it("with the first report of a machine", async () => {
    await rules.add({ samples: 1 });
    await rules.report(machine, [reportOf({ cpu_pct: 95 })]);
    expect(await told()).toEqual(["firing pending"]);
  });

  it("on the growth of a counter, from the machine's sample before", async () => {
    await rules.add({ metric: "net_rx_rate", threshold: 150, samples: 1 });
    const report = (bytes: number, atMs: number, bootId = "one") => ({
      ...reportOf({}),
      bootId,
      sample: makeSample({ net_rx_bytes: bytes }, atMs, bootId),
    });
    const now = Date.now();
    await rules.report(machine, [report(1_000, now - 30_000)]);
    await rules.report(machine, [report(2_000, now - 20_000)]);
    // A reboot: what the counter says is not growth.
    await rules.report(machine, [report(900_000, now - 10_000, "two")]);
    expect(await told()).toEqual([]);
    await rules.report(machine, [report(902_000, now, "two")]);
    expect(await told()).toEqual(["firing pending"]);
    expect((await rules.incidents(machineId))[0]?.firing?.value).toBe(200);
  });

  it("by a forecast", async () => {
    await rules.add({ metric: "filesystem.full_in", comparison: "below", threshold: 24, samples: 1 });
    await rules.report(machine, [filesystemReport("/var", 90)]);
    expect(await told()).toEqual([]);
    const forecast = { machineId, mount: "/var", pctPerHour: 1, computedAt: new Date() };
    await rules.client.forecast.create({ data: forecast });
    await rules.report(machine, [filesystemReport("/var", 90)]);
    expect((await rules.incidents(machineId))[0]?.firing?.value).toBe(10);
  });

  it("only after the machine's pause, if it lasts until then", async () => {
    await rules.add({ samples: 2 });
    const at = { as, params: { id: String(machineId) } };
    await hub.call(pause, { ...at, body: { for: "1h" } });
    await rules.cpu(machine, [95, 95, 95]);
    expect(await told()).toEqual([]);
    await hub.call(resume, { ...at, method: "POST" });
    await rules.cpu(machine, [95]);
    expect(await told()).toEqual(["firing pending"]);
  });

  it("by a forecast, and resolves when the filesystem stops filling", async () => {
    await rules.add({ metric: "filesystem.full_in", comparison: "below", threshold: 24, samples: 1 });
    const forecast = { machineId, mount: "/var", pctPerHour: 1, computedAt: new Date() };
    await rules.client.forecast.create({ data: forecast });
    await rules.report(machine, [filesystemReport("/var", 90)]);
    await rules.client.forecast.deleteMany({ where: { machineId } });
    await rules.report(machine, [filesystemReport("/var", 90)]);
    expect(await told()).toEqual(["firing pending", "resolved pending"]);
  });
});

describe("a rule does not fire", () => {
  it("across a gap of more than two report intervals", async () => {
    await rules.add();
    await rules.fleet.hear(0);
    await rules.cpu(machine, [95, 95]);
    await rules.fleet.hear(11_001);
    await rules.report(machine, [reportOf({ cpu_pct: 95 })]);
    expect(await told()).not.toContain("firing pending");
  });

  it("on a backlog", async () => {
    await rules.add({ samples: 1 });
    await rules.cpu(machine, [10]);
    const backlog = [95, 96, 97].map((cpu_pct) => makeSample({ cpu_pct }));
    await rules.report(machine, [{ ...PROOF_OF_LIFE, backlog }]);
    expect(await rules.states(machineId)).toEqual([]);
    expect(await told()).toEqual([]);
  });

  it("while a machine is offline, and forgets what was pending then", async () => {
    await rules.add();
    await rules.cpu(machine, [95, 95]);
    expect(await rules.states(machineId)).toHaveLength(1);
    await goDark();
    expect(await rules.states(machineId)).toEqual([]);
    await rules.report(machine, [reportOf({ cpu_pct: 95 })]);
    expect((await told()).filter((line) => line.startsWith("firing"))).toEqual([]);
  });

  it("for machines outside its scope", async () => {
    const other = await rules.fleet.addMachine();
    await rules.add({ samples: 1, scope: { machines: [other.machineId] } });
    await rules.add({ name: "Tagged", samples: 1, scope: { tags: ["db"] } });
    await rules.cpu(machine, [95]);
    expect(await told()).toEqual([]);
    await hub.call(updateMachine, {
      as,
      method: "PATCH",
      params: { id: String(machineId) },
      body: { tags: ["db"] },
    });
    await rules.cpu(machine, [95]);
    expect(await told()).toEqual(["firing pending"]);
  });

  it("when it is another team's", async () => {
    const { json } = await hub.call(list, { as: await hub.addPerson() });
    expect(json.data).toEqual([]);
    await rules.cpu(machine, [95, 95, 95]);
    expect(await told()).toEqual([]);
  });
});

describe("what fires", () => {
  const fire = async (fields: object = {}) => {
    const id = await rules.add({ samples: 1, ...fields });
    await rules.cpu(machine, [95]);
    return id;
  };

  it("stays open while the machine is offline, and is decided by its next sample", async () => {
    await fire();
    await goDark();
    await rules.report(machine, [PROOF_OF_LIFE]);
    expect(await resolutions()).toEqual([null]);
    await rules.cpu(machine, [95]);
    expect(await resolutions()).toEqual([null]);
    await goDark();
    await rules.cpu(machine, [10]);
    expect(await resolutions()).toEqual(["recovered"]);
    const alerts = (await told()).filter((line) => !line.startsWith("machine."));
    expect(alerts).toEqual(["firing pending", "resolved pending"]);
  });

  it("is closed with the machine that is disabled, without a word", async () => {
    await fire();
    await hub.call(disable, { as, params: { id: String(machineId) }, method: "POST" });
    expect(await resolutions()).toEqual(["disabled"]);
    expect(await rules.states(machineId)).toEqual([]);
    expect(await told()).toEqual(["firing suppressed machine_disabled"]);
  });

  it.each([
    ["changed", { threshold: 80 }, "rule_changed"],
    ["switched off", { is_active: false }, "rule_off"],
    ["made for other machines", { scope: { tags: ["db"] } }, "rule_changed"],
  ])("is closed and told when its rule is %s", async (_, change, resolution) => {
    const id = await fire();
    expect((await rules.change(id, change)).json.firing).toBe(0);
    expect(await resolutions()).toEqual([resolution]);
    expect(await told()).toEqual(["firing pending", "resolved pending"]);
    expect(await rules.states(machineId)).toEqual([]);
  });

  it.each([
    ["renamed", { name: "Other" }],
    ["given another severity", { severity: "critical" }],
    ["given a margin", { recover_margin: 5 }],
    ["made for the same machines otherwise", () => ({ scope: { machines: [machineId] } })],
  ])("stays open when its rule is %s", async (_, change) => {
    const id = await fire();
    const { json } = await rules.change(id, typeof change === "function" ? change() : change);
    expect(json.firing).toBe(1);
    await rules.cpu(machine, [95]);
    expect(await told()).toEqual(["firing pending"]);
  });

  it("is closed and told when its rule is deleted, and stands for itself then", async () => {
    const id = await fire();
    expect((await rules.remove(id)).status).toBe(204);
    expect(await told()).toEqual(["firing pending", "resolved pending"]);
    expect(await rules.incidents(machineId)).toMatchObject([
      { resolution: "rule_deleted", openKey: null, firing: { ruleId: null, ruleName: "Busy" } },
    ]);
    await rules.cpu(machine, [95, 10, 95]);
    expect(await told()).toHaveLength(2);
  });

  it("is closed when the machine leaves the rule's scope, with its next report", async () => {
    const body = (tags: string[]) => ({
      as,
      method: "PATCH",
      params: { id: String(machineId) },
      body: { tags },
    });
    await hub.call(updateMachine, body(["db"]));
    await fire({ scope: { tags: ["db"] } });
    await hub.call(updateMachine, body([]));
    await rules.report(machine, [PROOF_OF_LIFE]);
    expect(await resolutions()).toEqual(["rule_changed"]);
    expect(await told()).toEqual(["firing pending", "resolved pending"]);
  });

  it("is closed when its filesystem has been gone for long enough", async () => {
    await rules.add({ metric: "filesystem.used_pct", samples: 1 });
    await rules.report(machine, [filesystemReport("/mnt/usb", 99)]);
    await rules.report(machine, [filesystemReport("/", 10)]);
    await rules.fleet.hear(GONE_AFTER_MS - 1);
    await rules.report(machine, [filesystemReport("/", 10)]);
    expect(await resolutions()).toEqual([null]);
    await rules.fleet.hear(1);
    await rules.report(machine, [reportOf({ cpu_pct: 10 })]);
    expect(await resolutions()).toEqual([null]);
    await rules.report(machine, [filesystemReport("/", 10)]);
    expect(await resolutions()).toEqual(["target_gone"]);
  });

  it("survives a restart of the hub without firing again", async () => {
    await fire();
    await inAnotherProcess((on) => rules.cpu(machine, [95, 95], { on }));
    expect(await told()).toEqual(["firing pending"]);
  });
});

describe("a change of a rule", () => {
  it("counts from the next commit of every process", async () => {
    const id = await rules.add({ samples: 1 });
    await inAnotherProcess(async (on) => {
      await rules.cpu(machine, [85], { on });
      await rules.change(id, { threshold: 80 });
      await rules.cpu(machine, [85], { on });
      expect(await told()).toEqual(["firing pending"]);
      await rules.remove(id);
      await rules.cpu(machine, [85], { on });
      expect(await told()).toEqual(["firing pending", "resolved pending"]);
    });
  });

  it("that was cut short is completed by a worker", async () => {
    const id = await rules.add({ samples: 1 });
    await rules.cpu(machine, [95]);
    // What the change writes first.
    await rules.client.rule.update({ where: { id }, data: { isActive: false } });
    await rules.client.ruleState.updateMany({ where: { ruleId: id }, data: { ending: "rule_off" } });
    expect(await endAlerts({ database: hub.database, flapWindowMs: 0 })).toBe(1);
    expect(await endAlerts({ database: hub.database, flapWindowMs: 0 })).toBe(0);
    expect(await resolutions()).toEqual(["rule_off"]);
    expect(await told()).toEqual(["firing pending", "resolved pending"]);
  });

  it("that was cut short is completed by the machine's next report, which may fire anew", async () => {
    const id = await rules.add({ samples: 1 });
    await rules.cpu(machine, [95]);
    await rules.client.rule.update({ where: { id }, data: { threshold: 80 } });
    await rules.client.team.updateMany({ data: { rulesVersion: { increment: 1 } } });
    await rules.client.ruleState.updateMany({ where: { ruleId: id }, data: { ending: "rule_changed" } });
    await rules.cpu(machine, [95]);
    expect(await resolutions()).toEqual(["rule_changed", null]);
    expect(await told()).toEqual(["firing pending", "resolved pending", "firing pending"]);
    expect(await endAlerts({ database: hub.database, flapWindowMs: 0 })).toBe(0);
  });

  it("lets what was pending begin anew", async () => {
    const id = await rules.add();
    await rules.cpu(machine, [95, 95]);
    await rules.change(id, { threshold: 80 });
    await rules.cpu(machine, [95, 95]);
    expect(await told()).toEqual([]);
    await rules.cpu(machine, [95]);
    expect(await told()).toEqual(["firing pending"]);
  });
});

describe("a rule that flaps on a machine", () => {
  const options = { flapWindowMs: FLAP_WINDOW_MS };
  const settle = () => sendStableMachines({ database: hub.database, windowMs: FLAP_WINDOW_MS });
  const deliverAll = () =>
    rules.client.delivery.updateMany({ where: { state: "pending" }, data: { state: "delivered" } });
  const flaps = async () => {
    await rules.add({ samples: 1 });
    await rules.cpu(machine, [95, 10, 95, 10, 95], options);
    await deliverAll();
  };

  it("is held from its third alert on, and told once it is stable: still firing means nothing new", async () => {
    await flaps();
    const before = await told();
    expect(before).toHaveLength(5);
    const last = await rules.client.event.findFirstOrThrow({ orderBy: { incidentId: "desc" } });
    expect(alertFactsSchema.parse(JSON.parse(last.facts)).flapping).toMatchObject({
      outages: 3,
      is_over: false,
    });
    await rules.fleet.hear(FLAP_WINDOW_MS);
    expect(await settle()).toBe(1);
    expect(await told()).toEqual(before);
  });

  it.each([
    ["resolved", [10], "resolved pending"],
    ["firing again", [10, 95], "firing pending"],
  ])("and told once it is stable: %s", async (_, figures, line) => {
    await flaps();
    await rules.cpu(machine, figures, options);
    expect((await told()).slice(5)).toEqual(
      figures.map((figure) => `${figure > 90 ? "firing" : "resolved"} suppressed flapping`),
    );
    expect(await settle()).toBe(0);
    await rules.fleet.hear(FLAP_WINDOW_MS);
    expect(await settle()).toBe(1);
    expect((await told()).at(-1)).toBe(line);
    expect(await rules.client.flap.count()).toBe(0);
  });

  it("waits while the machine is offline", async () => {
    await flaps();
    await rules.cpu(machine, [10, 95], options);
    await goDark();
    await rules.fleet.hear(FLAP_WINDOW_MS);
    await settle();
    expect((await told()).at(-1)).toMatch(/^machine.offline/);
    expect(await rules.client.flap.count()).toBe(1);
  });

  it("holds nothing of another rule or of the machine itself", async () => {
    await flaps();
    await rules.add({ name: "Memory", metric: "mem_used_pct", samples: 1 });
    await rules.report(machine, [reportOf({ mem_used_pct: 95 })], options);
    expect((await told()).at(-1)).toBe("firing pending");
    await goDark();
    expect((await told()).at(-1)).toBe("machine.offline pending");
  });
});
