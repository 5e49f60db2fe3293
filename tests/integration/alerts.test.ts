import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getIncident } from "@/app/api/v1/incidents/[id]/route";
import { POST as bulk } from "@/app/api/v1/incidents/bulk/route";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import { POST as pause } from "@/app/api/v1/machines/[id]/pause/route";
import { GET as preview } from "@/app/api/v1/machines/[id]/preview/route";
import { GET as why } from "@/app/api/v1/machines/[id]/why/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { addFiring } from "../support/add-firing";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { RuleHub } from "../support/rule-hub";
import { sweepOnce } from "../support/sweep";

let hub: TestHub;
let fleet: Fleet;
let rules: RuleHub;
let as: Person;
let machine: { machineId: number; keyId: number };

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ role: "member", teamId: fleet.teamId });
  rules = new RuleHub(hub, fleet, as);
  await fleet.addChannel();
  machine = await fleet.addMachine();
  await hub.database.client.machine.updateMany({ data: { name: "web-01" } });
});
afterAll(() => hub.close());

const overviewNow = async () => (await hub.call(overview, { as })).json;
const idsOf = async (query: string) =>
  (await hub.call(listIncidents, { as, query })).json.data.map(({ id }: { id: number }) => id);
const explain = async () => (await hub.call(why, { as, params: { id: String(machine.machineId) } })).json;

/** A rule that has fired on the machine; returns the ids of both. */
async function fire() {
  const ruleId = await rules.add({ severity: "critical" });
  await rules.cpu(machine, [95, 96, 97]);
  const [incident] = await rules.incidents(machine.machineId);
  return { ruleId, incidentId: incident?.id ?? 0 };
}

describe("an alert's page", () => {
  it("says which rule fired, with which value, when, and who was notified", async () => {
    const { ruleId, incidentId } = await fire();
    const page = async () => (await hub.call(getIncident, { as, params: { id: String(incidentId) } })).json;
    const open = await page();
    expect(open).toMatchObject({
      ...{ kind: "metric", machine_name: "web-01", resolved_at: null, offline_after: null, decision: null },
      firing: {
        ...{ rule_id: ruleId, rule_name: "Busy", metric: "cpu_pct", target: null, label: "CPU" },
        ...{ unit: "percent", comparison: "above", threshold: 90, samples: 3, for: null },
        ...{ severity: "critical", value: 97, resolved_value: null },
      },
    });
    const moments = ({ timeline }: { timeline: { moment: string }[] }) =>
      timeline.map(({ moment }) => moment);
    expect(moments(open)).toEqual(["condition_met", "detected", "told"]);
    await rules.cpu(machine, [12]);
    await rules.remove(ruleId);
    const over = await page();
    expect(over).toMatchObject({ resolution: "recovered", firing: { rule_id: null, resolved_value: 12 } });
    expect(moments(over)).toEqual(["condition_met", "detected", "told", "resolved", "recovery_told"]);
  });

  it("is found among all incidents, and by its kind", async () => {
    const { incidentId } = await fire();
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    const [outageId, ...others] = (await idsOf("")).filter((id: number) => id !== incidentId);
    expect(others).toEqual([]);
    expect(await idsOf("?kind=metric")).toEqual([incidentId]);
    expect(await idsOf("?kind=offline")).toEqual([outageId]);
    expect(await idsOf(`?kind=metric&status=open&machine_id=${machine.machineId}`)).toEqual([incidentId]);
    expect(await idsOf("?kind=metric&status=resolved")).toEqual([]);
    expect((await hub.call(listIncidents, { as, query: "?kind=other" })).status).toBe(422);
  });

  it("pages through both kinds, newest first", async () => {
    const { client } = hub.database;
    const added = [];
    for (let i = 0; i < 6; i++) {
      added.unshift(await addFiring(hub.database, { machineId: machine.machineId }));
      if (i % 2 === 0) await client.incident.updateMany({ data: { openKey: null, isOpen: false } });
    }
    const seen: number[] = [];
    for (let query = "?limit=4"; ; ) {
      const { json } = await hub.call(listIncidents, { as, query });
      seen.push(...json.data.map(({ id }: { id: number }) => id));
      if (json.next_cursor === null) break;
      query = `?limit=4&cursor=${json.next_cursor}`;
    }
    expect(seen).toEqual(added);
  });
});

describe("the overview", () => {
  it("counts open alerts apart from offline machines, and names them with who was notified", async () => {
    const { incidentId } = await fire();
    const view = await overviewNow();
    expect(view).toMatchObject({
      counts: { offline: 0, online: 1 },
      alerts: { open: 1, critical: 1 },
      offline_machines: [],
      open_alerts: [
        {
          incident: { id: incidentId, firing: { rule_name: "Busy" } },
          deliveries: [{ event: "alert.firing", state: "pending" }],
        },
      ],
    });
    await rules.cpu(machine, [12]);
    expect(await overviewNow()).toMatchObject({ alerts: { open: 0, critical: 0 }, open_alerts: [] });
  });

  it("shows unacknowledged ones first, then critical ones", async () => {
    const { machineId } = machine;
    const warning = await addFiring(hub.database, { machineId, firing: { severity: "warning" } });
    const critical = await addFiring(hub.database, { machineId });
    const taken = await addFiring(hub.database, { machineId });
    const body = { action: "acknowledge", ids: [taken] };
    const { json } = await hub.call(bulk, { as, body });
    expect(json.data).toMatchObject([{ id: taken, outcome: "acknowledged" }]);
    const { open_alerts: shown } = await overviewNow();
    expect(shown.map(({ incident }: { incident: { id: number } }) => incident.id)).toEqual([
      critical,
      warning,
      taken,
    ]);
  });

  it("leaves out those of machines that are paused", async () => {
    await fire();
    await hub.call(pause, { as, params: { id: String(machine.machineId) }, body: { for: "1h" } });
    expect(await overviewNow()).toMatchObject({ alerts: { open: 0 }, open_alerts: [] });
  });
});

describe("why somebody was, or was not, notified", () => {
  it("names the alerts around that time, with each step and each channel", async () => {
    const off = await fleet.addChannel({ isActive: false });
    const { incidentId } = await fire();
    await hub.database.client.delivery.updateMany({
      where: { channelId: { not: off } },
      data: { state: "delivered", finishedAt: new Date() },
    });
    const { alerts } = await explain();
    expect(alerts).toMatchObject([{ incident_id: incidentId, verdict: "partly_told" }]);
    expect(alerts[0].summary).toMatch(/^CPU is above 90 %\. Delivered to hook-\S+\. Not sent to hook-\S+\.$/);
    const sentences = alerts[0].steps.map(({ sentence }: { sentence: string }) => sentence);
    expect(sentences.slice(0, 2)).toEqual([
      "CPU was above 90 % from here on.",
      "Fired at 97 %: above 90 % in 3 samples (rule Busy).",
    ]);
    expect(sentences.slice(2).sort((one: string) => (one.includes("delivered") ? -1 : 1))).toEqual([
      expect.stringMatching(/^Alert to hook-\S+: delivered\.$/),
      expect.stringMatching(/^Alert to hook-\S+: not sent\. The channel is switched off\.$/),
    ]);
    await rules.cpu(machine, [12]);
    const after = (await explain()).alerts[0];
    expect(after.summary).toMatch(/^CPU was above 90 %\./);
    expect(after.steps.map(({ sentence }: { sentence: string }) => sentence)).toContainEqual(
      expect.stringMatching(/^Resolved after .+, at 12 %\.$/),
    );
  });

  it("previews which channels would hear of a rule that fires", async () => {
    const silent = await fleet.addChannel({ events: '["machine.offline"]' });
    const { json } = await hub.call(preview, { as, params: { id: String(machine.machineId) } });
    const told = (list: { channel_id: number; would_tell: boolean; reason: string | null }[]) =>
      list.map(({ channel_id, would_tell, reason }) => [channel_id === silent, would_tell, reason]);
    expect(told(json.alert_channels)).toEqual([
      [false, true, null],
      [true, false, "event_not_chosen"],
    ]);
    expect(told(json.channels)).toEqual([
      [false, true, null],
      [true, true, null],
    ]);
  });
});
