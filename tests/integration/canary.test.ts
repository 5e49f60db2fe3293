import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as canary, POST as start } from "@/app/api/v1/canary/route";
import { POST as replay } from "@/app/api/v1/deliveries/[id]/replay/route";
import { GET as deliveries } from "@/app/api/v1/deliveries/route";
import { GET as incidents } from "@/app/api/v1/incidents/route";
import { GET as machines } from "@/app/api/v1/machines/route";
import { GET as overview } from "@/app/api/v1/overview/route";
import { env } from "@/lib/base/env";
import { openDatabase } from "@/lib/db/client";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { countSince, listListeningTeams } from "@/lib/detection/hearing/data";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { endInterrupted } from "@/lib/overview/canary/end-interrupted";
import { beginCanary, endCanary, noteCanary } from "@/lib/overview/canary/mutations";
import { ownAddress } from "@/lib/overview/canary/own-address";
import { stopPlaying } from "@/lib/overview/canary/played";
import type { TeamScope } from "@/lib/people/teams/scope";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { IngestServer } from "../support/ingest-server";
import { LONE_WORKER } from "../support/outbox";
import { prune } from "../support/prune";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

let hub: TestHub;
let server: IngestServer;
let receiver: WebhookReceiver;
let outbox: Outbox;
const agent = guardedAgent({ allow: ["127.0.0.0/8"] });

beforeAll(async () => {
  hub = await TestHub.open();
  server = await IngestServer.start();
  receiver = await WebhookReceiver.start();
  outbox = new Outbox({ database: hub.database, agent, sealKey: sealKey() }, LONE_WORKER);
});
afterAll(async () => {
  await outbox.stop();
  await receiver.stop();
  await server.stop();
  await agent.destroy();
  await hub.close();
});

async function team(): Promise<{ fleet: Fleet; admin: Person; channelId: number }> {
  const fleet = await Fleet.create(hub.database);
  const secret = seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey());
  const channelId = await fleet.addChannel({ url: `${receiver.url}?${randomUUID()}`, secret });
  return { fleet, channelId, admin: await hub.addPerson({ teamId: fleet.teamId }) };
}

const press = (as: Person) => hub.call(start, { method: "POST", as });
const look = async (as: Person) => (await hub.call(canary, { as })).json;

/** Does what the worker does until the canary has reached this state. */
async function work(
  fleet: Fleet,
  as: Person,
  isSoFar: (view: { state: string; steps: object[] }) => boolean,
) {
  for (;;) {
    const view = await look(as);
    if (isSoFar(view)) return view;
    if (view.steps[0]?.state === "done" && view.steps[1]?.state === "waits") await fleet.hear(6_000);
    await sweepOnce(hub.database);
    await outbox.pump();
  }
}

const isDone = (step: object | undefined) => step !== undefined && "state" in step && step.state === "done";

describe("an end-to-end test", () => {
  it("is a real outage and a real recovery, sent to every channel as a test", async () => {
    ownAddress().url = server.url;
    const { fleet, admin } = await team();
    const answer = await press(admin);
    expect(answer).toMatchObject({ status: 202, json: { state: "running" } });
    expect((await press(admin)).status).toBe(409);

    const view = await work(fleet, admin, ({ state }) => state !== "running");
    expect(view).toMatchObject({ state: "arrived", summary: expect.stringContaining("Everything arrived") });
    expect(view.steps.map(({ step, state }: { step: string; state: string }) => [step, state])).toEqual(
      ["reported", "offline", "told_offline", "returned", "told_online"].map((step) => [step, "done"]),
    );
    const bodies = receiver.received.map(({ body }) => body);
    expect(bodies).toMatchObject([
      { event: "canary.offline", canary: true, machine: { name: expect.stringMatching(/^\[canary\]/) } },
      { event: "canary.online", canary: true },
    ]);
  });

  it("leaves no trace in lists, counts and figures, but is in the delivery log as a test", async () => {
    ownAddress().url = server.url;
    const { fleet, admin } = await team();
    await press(admin);
    await work(fleet, admin, ({ steps }) =>
      steps.some((step) => "step" in step && step.step === "told_offline"),
    );
    expect((await hub.call(machines, { as: admin })).json.data).toEqual([]);
    expect((await hub.call(incidents, { as: admin })).json.data).toEqual([]);
    expect((await hub.call(overview, { as: admin })).json).toMatchObject({
      counts: { online: 0, offline: 0, pending: 0 },
      mass_silence: null,
    });
    await hub.database.client.$transaction(async (tx) => {
      expect(await listListeningTeams(tx)).toEqual([]);
      expect(await countSince(tx, { heardMs: 0 })).toEqual([]);
    });
    expect(await hub.database.client.$queryRawUnsafe("SELECT * FROM machine_offline_notifications")).toEqual(
      [],
    );
    await work(fleet, admin, ({ state }) => state !== "running");
    const log = (await hub.call(deliveries, { as: admin })).json.data;
    expect(log.map((one: { event: string; canary: boolean }) => [one.event, one.canary])).toEqual([
      ["machine.online", true],
      ["machine.offline", true],
    ]);
    for (const { id } of log) {
      const again = await hub.call(replay, { method: "POST", as: admin, params: { id: String(id) } });
      expect(again).toMatchObject({
        status: 409,
        json: { error: { message: expect.stringContaining("Run a new one") } },
      });
    }
  });

  it("says what failed where, and sends nothing later", async () => {
    ownAddress().url = server.url;
    const { fleet, admin, channelId } = await team();
    receiver.plan({ kind: "status", status: 410 });
    await press(admin);
    const view = await work(fleet, admin, ({ state }) => state !== "running");
    expect(view.state).toBe("failed");
    expect(view.steps[2]).toMatchObject({ state: "failed", sentence: expect.stringContaining("410") });
    const left = await hub.database.client.delivery.count({ where: { channelId, state: "pending" } });
    expect(left).toBe(0);
  });

  it("does not resend its alert to a receiver that was down when it ended", async () => {
    ownAddress().url = server.url;
    const { fleet, admin } = await team();
    await press(admin);
    await work(fleet, admin, ({ state }) => state !== "running");
    const ended = await leaveBehind();
    await endInterrupted(hub.database);
    const { client } = hub.database;
    const told = receiver.received.length;
    const { count } = await client.delivery.updateMany({
      where: {
        eventType: "machine.offline",
        machine: { team: { canaryOfId: { in: [fleet.teamId, ended.fleet.teamId] } } },
      },
      data: { state: "pending", finishedAt: null, nextAttemptAt: new Date(0) },
    });
    expect(count).toBe(2);
    await outbox.pump();
    const again = () => client.delivery.count({ where: { state: { in: ["pending", "sending"] } } });
    await expect.poll(again, { timeout: 10_000 }).toBe(0);
    expect(await client.delivery.count({ where: { reason: "canary_over" } })).toBe(2);
    expect(receiver.received.slice(told).map(({ body }) => (body as { event: string }).event)).not.toContain(
      "canary.offline",
    );
  });

  it("whose web process does not answer ends at once, and its machine never alerts", async () => {
    ownAddress().url = "http://127.0.0.1:9";
    const { fleet, admin } = await team();
    await press(admin);
    const view = await work(fleet, admin, ({ state }) => state !== "running");
    expect(view).toMatchObject({
      state: "failed",
      summary: expect.stringContaining("did not accept its report"),
    });
    await fleet.hear(60_000);
    expect(await sweepOnce(hub.database)).toEqual([]);
  });

  it("that was interrupted says so, makes room for the next, and is forgotten after a day", async () => {
    ownAddress().url = "http://127.0.0.1:9";
    const { fleet, admin } = await team();
    await press(admin);
    await work(fleet, admin, ({ state }) => state !== "running");
    const { client } = hub.database;
    const team_ = { machine: { team: { canaryOfId: fleet.teamId } } };
    await client.canary.updateMany({ where: team_, data: { endedAt: null, aliveAt: new Date(0) } });
    expect(await look(admin)).toMatchObject({ state: "interrupted" });
    expect((await press(admin)).status).toBe(202);
    await work(fleet, admin, ({ state }) => state !== "running");
    expect(await client.canary.count({ where: team_ })).toBe(1);
    await prune(hub.database, { now: new Date(Date.now() + 90_000_000) });
    expect(await look(admin)).toMatchObject({ state: "none", steps: [] });
  });

  /** A canary whose player is gone, after its outage was written, and sent if `isTold`. */
  async function leaveBehind({ isDark = true, isTold = true } = {}) {
    const { fleet, admin, channelId } = await team();
    const scope = { teamId: fleet.teamId } as TeamScope;
    const now = new Date();
    const machineId = await beginCanary({
      scope,
      key: { hash: randomUUID(), hint: "lsk_" },
      aliveSince: now,
      now,
    });
    if (machineId === null) throw new Error("another canary is under way");
    const { client } = hub.database;
    const { id: keyId } = await client.agentKey.findFirstOrThrow({ where: { machineId } });
    await fleet.report([keyId]);
    await noteCanary(machineId, { reportedAt: now });
    if (isDark) {
      await fleet.hear(6_000);
      await sweepOnce(hub.database);
    }
    if (isTold) await tellAll(machineId);
    await noteCanary(machineId, { aliveAt: new Date(now.getTime() - 11_000) });
    return { fleet, admin, channelId, machineId };
  }

  async function tellAll(machineId: number): Promise<void> {
    const waiting = { machineId, state: { in: ["pending", "sending"] } };
    const pumped = async () => {
      await outbox.pump();
      return hub.database.client.delivery.count({ where: waiting });
    };
    await expect.poll(pumped, { timeout: 10_000 }).toBe(0);
  }

  it("that was interrupted is resolved where it was sent, once, by whichever worker is first", async () => {
    const { fleet, admin, machineId } = await leaveBehind();
    const before = receiver.received.length;
    const other = await openDatabase(env().database, { synchronous: "NORMAL" });
    const ends = await Promise.all([endInterrupted(hub.database), endInterrupted(other)]);
    await other.close();
    expect(ends.reduce((sum, { told }) => sum + told, 0)).toBe(1);
    await tellAll(machineId);
    expect(receiver.received.slice(before).map(({ body }) => body)).toMatchObject([
      { event: "canary.online", canary: true, machine: { id: machineId } },
    ]);
    expect(await look(admin)).toMatchObject({ state: "interrupted" });
    expect(await endInterrupted(hub.database)).toEqual({ ended: 0, told: 0 });
    await fleet.hear(60_000);
    expect(await sweepOnce(hub.database)).toEqual([]);
  });

  it("that failed while its machine was offline is resolved where it was sent", async () => {
    const { fleet, admin, machineId } = await leaveBehind();
    await endCanary({ machineId, problem: "The hub did not accept its report.", now: new Date() });
    const before = receiver.received.length;
    expect(await endInterrupted(hub.database)).toEqual({ ended: 1, told: 1 });
    await tellAll(machineId);
    expect(receiver.received.slice(before).map(({ body }) => body)).toMatchObject([
      { event: "canary.online", canary: true, machine: { id: machineId } },
    ]);
    expect((await look(admin)).state).toBe("failed");
    expect(await endInterrupted(hub.database)).toEqual({ ended: 0, told: 0 });
    await fleet.hear(60_000);
    expect(await sweepOnce(hub.database)).toEqual([]);
  });

  it("whose web process stops is ended by it, and resolved where it was sent", async () => {
    ownAddress().url = server.url;
    const { fleet, admin } = await team();
    await press(admin);
    await work(fleet, admin, ({ steps }) => isDone(steps[1]));
    await stopPlaying();
    const view = await look(admin);
    expect(view.state).toBe("failed");
    const open = await hub.database.client.incident.count({
      where: { openKey: { not: null }, machine: { team: { canaryOfId: fleet.teamId } } },
    });
    expect(open).toBe(0);
  });

  it("that was interrupted before anything was sent sends nothing", async () => {
    const unsent = await leaveBehind({ isTold: false });
    const unseen = await leaveBehind({ isDark: false, isTold: false });
    expect(await endInterrupted(hub.database)).toEqual({ ended: 2, told: 1 });
    expect(await unsent.fleet.told(unsent.machineId)).toEqual([
      "machine.offline suppressed canary_over",
      "machine.online suppressed offline_not_told",
    ]);
    await unseen.fleet.hear(60_000);
    expect(await sweepOnce(hub.database)).toEqual([]);
    expect(await unseen.fleet.told(unseen.machineId)).toEqual([]);
  });

  it("leaves an earlier interrupted one its outstanding recovery", async () => {
    ownAddress().url = "http://127.0.0.1:9";
    const { fleet, admin, machineId } = await leaveBehind();
    expect((await press(admin)).status).toBe(202);
    await work(fleet, admin, ({ state }) => state !== "running");
    await tellAll(machineId);
    expect(await fleet.told(machineId)).toEqual(["machine.offline delivered", "machine.online delivered"]);
  });

  it("is invisible to other teams", async () => {
    const stranger = await hub.addPerson();
    expect(await look(stranger)).toMatchObject({ state: "none" });
    const member = await hub.addPerson({ teamId: stranger.teamId, role: "member" });
    expect((await press(member)).status).toBe(403);
  });
});
