import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as acknowledge, DELETE as takeBack } from "@/app/api/v1/incidents/[id]/acknowledgement/route";
import { GET as preview } from "@/app/api/v1/machines/[id]/preview/route";
import { GET as why } from "@/app/api/v1/machines/[id]/why/route";
import { endSnoozes } from "@/lib/incidents/acknowledgements/end-snoozes";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { sweepOnce } from "../support/sweep";

let hub: TestHub;
let fleet: Fleet;
let viewer: Person;

beforeAll(async () => {
  hub = await TestHub.open();
  fleet = await Fleet.create(hub.database);
  viewer = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
});
afterAll(() => hub.close());

const ask = (machineId: number, { at, as = viewer }: { at?: Date; as?: Person } = {}) =>
  hub.call(why, {
    as,
    params: { id: String(machineId) },
    query: at === undefined ? "" : `?at=${encodeURIComponent(at.toISOString())}`,
  });

describe("why people were, or were not, notified", () => {
  it("follows an outage from its last report to every channel, and past its end", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const deaf = await fleet.addChannel({ isActive: false });
    await fleet.addChannel();
    await fleet.report([keyId]);
    expect((await ask(machineId)).json).toMatchObject({ verdict: "not_yet" });
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    const during = (await ask(machineId)).json;
    expect(during).toMatchObject({ verdict: "being_told", nearby: [] });
    expect(
      during.steps.map(({ step, state }: { step: string; state: string }) => `${step} ${state}`),
    ).toEqual(["report went_on", "incident went_on", "delivery ended", "delivery waits"]);
    expect(during.steps[2].sentence).toContain("switched off");
    const asked = new Date();
    await fleet.report([keyId]);
    expect((await ask(machineId, { at: asked })).json.steps).toContainEqual(
      expect.objectContaining({ step: "recovery", state: "went_on" }),
    );
    // A little later no outage covers the time any more, and the answer names the previous one.
    const { json: after } = await ask(machineId);
    expect(after.nearby).toEqual([expect.objectContaining({ incident_id: during.steps[1].incident_id })]);
    await hub.database.client.channel.delete({ where: { id: deaf } });
  });

  it("says why nothing can be sent to a chat", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const config = JSON.stringify({ chat_id: 5, message_thread_id: null });
    const chat = await fleet.addChannel({ type: "telegram", config });
    await fleet.report([keyId]);
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    const { verdict, steps } = (await ask(machineId)).json;
    expect(verdict).toBe("being_told");
    expect(steps.at(-1)).toMatchObject({
      state: "waits",
      sentence: expect.stringMatching(/: not delivered yet\. No Telegram bot token is set\./),
    });
    await hub.database.client.channel.delete({ where: { id: chat } });
  });

  it("says why what still waits would not be sent as things are", async () => {
    const channelId = await fleet.addChannel();
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    const { client } = hub.database;
    const waits = async () => {
      const { steps } = (await ask(machineId)).json;
      return steps.filter(({ state }: { state: string }) => state === "waits").at(-1).sentence;
    };
    expect(await waits()).toMatch(
      /^Alert to .*: not delivered yet\. It will be attempted within a minute\.$/,
    );
    await client.machine.update({
      where: { id: machineId },
      data: { pausedUntil: new Date(Date.now() + 60_000), pausedByHandAt: new Date() },
    });
    expect(await waits()).toMatch(/: not delivered yet\. The machine was paused or under maintenance\.$/);
    await client.channel.update({ where: { id: channelId }, data: { isActive: false } });
    expect(await waits()).toMatch(/: not delivered yet\. The channel is switched off\.$/);
    await client.channel.delete({ where: { id: channelId } });
  });

  it("says who has acknowledged, and what is no longer sent because of that", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    const { client, engine } = hub.database;
    const { id } = await client.incident.findFirstOrThrow({ where: { machineId } });
    const member = await hub.addPerson({ teamId: fleet.teamId, role: "member" });
    const acts = async () => {
      const { steps } = (await ask(machineId)).json;
      return steps
        .filter(({ step }: { step: string }) => step === "acknowledgement")
        .map(({ state, sentence }: { state: string; sentence: string }) => `${state}: ${sentence}`);
    };
    const call = { as: member, params: { id: String(id) } };
    await hub.call(acknowledge, { ...call, body: { for: "1h" } });
    const snoozed = expect.stringMatching(/^went_on: Somebody snoozed it for 1h\.$/);
    expect(await acts()).toEqual([snoozed, expect.stringMatching(/^waits: Then the snooze ends/)]);

    const { nowMs } = await engine.readHub(client);
    await client.acknowledgement.updateMany({ data: { until: new Date(nowMs) } });
    await fleet.hear(0);
    await endSnoozes(hub.database);
    await hub.call(acknowledge, { ...call, body: { for: "2h" } });
    await hub.call(acknowledge, { ...call, body: {} });
    await hub.call(takeBack, { ...call, method: "DELETE" });
    const { steps } = (await ask(machineId)).json;
    expect(steps.slice(-6)).toMatchObject([
      { step: "acknowledgement", sentence: "The snooze ended, and it was still offline." },
      { step: "acknowledgement", sentence: expect.stringContaining("snoozed it") },
      {
        step: "acknowledgement",
        sentence: expect.stringContaining("The snooze before it ends without a reminder."),
      },
      { step: "acknowledgement", state: "ended", sentence: "Somebody unacknowledged it." },
      // No worker has sent anything yet: that is still to come.
      { step: "delivery", sentence: expect.stringContaining("Alert to") },
      { step: "delivery", sentence: expect.stringContaining("Reminder to") },
    ]);
  });

  it("answers only for one's own team, and not for the future", async () => {
    const { machineId } = await fleet.addMachine();
    expect((await ask(machineId)).json).toMatchObject({ verdict: "not_watched" });
    expect((await ask(machineId, { as: await hub.addPerson() })).status).toBe(404);
    const tomorrow = await ask(machineId, { at: new Date(Date.now() + 86_400_000) });
    expect(tomorrow).toMatchObject({ status: 422, json: { error: { fields: { at: expect.any(String) } } } });
  });
});

describe("what would happen if a machine stopped now", () => {
  it("names the time, each channel, and why one would not be notified", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.addChannel({ events: '["machine.online"]' });
    const asked = { as: viewer, params: { id: String(machineId) } };
    expect((await hub.call(preview, asked)).json).toMatchObject({
      offline_at: null,
      reason: expect.stringContaining("has not reported yet"),
    });
    await fleet.report([keyId]);
    const { json } = await hub.call(preview, asked);
    expect(Date.parse(json.offline_at) - Date.now()).toBeGreaterThan(5_000);
    expect(json.channels).toEqual([
      expect.objectContaining({ would_tell: true, reason: null, problem: null }),
      expect.objectContaining({ would_tell: false, reason: "event_not_chosen" }),
    ]);
    await hub.database.client.channel.updateMany({ data: { failedAt: new Date() } });
    expect((await hub.call(preview, asked)).json.channels[0].problem).toMatch(
      /recent deliveries have failed/,
    );
    const foreign = { ...asked, as: await hub.addPerson() };
    expect((await hub.call(preview, foreign)).status).toBe(404);
  });
});
