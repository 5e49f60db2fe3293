import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as replay } from "@/app/api/v1/deliveries/[id]/replay/route";
import { GET as list } from "@/app/api/v1/deliveries/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { WebhookReceiver } from "../support/webhook-receiver";

let hub: TestHub;
let receiver: WebhookReceiver;
let fleet: Fleet;
let admin: Person;
const agent = guardedAgent({ allow: ["127.0.0.0/8"] });

beforeAll(async () => {
  hub = await TestHub.open();
  receiver = await WebhookReceiver.start();
  fleet = await Fleet.create(hub.database);
  admin = await hub.addPerson({ teamId: fleet.teamId });
});
afterAll(async () => {
  await receiver.stop();
  await agent.destroy();
  await hub.close();
});

async function pump(): Promise<void> {
  const outbox = new Outbox(
    {
      database: hub.database,
      agent,
      sealKey: sealKey(),
    },
    LONE_WORKER,
  );
  await outbox.pump();
  await outbox.stop();
}

const again = (id: unknown, as = admin) =>
  hub.call(replay, { method: "POST", as, params: { id: String(id) } });
const deliveries = () =>
  hub.database.client.delivery.findMany({ where: { machineId: { not: null } }, orderBy: { id: "asc" } });

describe("a delivery that failed for good", () => {
  it("is sent again at an admin's request, marked as a replay, and its recovery may follow", async () => {
    await fleet.addChannel({ url: receiver.url, secret: seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey()) });
    const machine = await fleet.addMachine();
    await fleet.report([machine.keyId]);
    await fleet.hear(10_000);
    await sweepOnce(hub.database);
    receiver.plan({ kind: "status", status: 410 });
    await pump();
    await fleet.report([machine.keyId]);
    await pump();
    expect(await fleet.told(machine.machineId)).toEqual([
      "machine.offline dead refused",
      "machine.online suppressed offline_not_told",
    ]);
    const [offline, online] = await deliveries();
    expect((await again(online?.id)).json.error.message).toContain("Send that again first");

    const answer = await again(offline?.id);
    expect(answer).toMatchObject({ status: 201, json: { state: "pending", replay_of: Number(offline?.id) } });
    expect((await again(answer.json.id)).status).toBe(409);
    expect((await again(online?.id)).status).toBe(201);
    await pump();
    await pump();
    expect(receiver.received.slice(1).map(({ body }) => body)).toMatchObject([
      { event: "machine.offline", replay: true },
      { event: "machine.online", replay: true },
    ]);
    expect((await deliveries()).map(({ state }) => state)).toEqual([
      "dead",
      "suppressed",
      "delivered",
      "delivered",
    ]);
  });

  it("is in the log with its machine, page by page and by its incident", async () => {
    const [first] = await deliveries();
    const read = (query: string) =>
      hub.call(list, { as: admin, query: `?incident_id=${first?.incidentId}&${query}` });
    const all = (await read("")).json.data;
    expect(new Set(all.map((one: { machine_name: string }) => one.machine_name))).toEqual(
      new Set([(await hub.database.client.machine.findFirst())?.name]),
    );
    const { data, next_cursor: cursor } = (await read("limit=1")).json;
    const rest = (await read(`limit=9&cursor=${cursor}`)).json.data;
    expect([...data, ...rest]).toEqual(all);
  });

  it("names the failed channel that it is about", async () => {
    const { name } = await hub.database.client.channel.findFirstOrThrow();
    const { data } = (await hub.call(list, { as: admin })).json;
    const about = (event: string) =>
      data.find((one: { event: string }) => one.event === event).failed_channel_name;
    expect([about("channel.failed"), about("machine.offline")]).toEqual([name, null]);
  });

  it("can be sent again only by admins of its team", async () => {
    const [first] = await deliveries();
    const member = await hub.addPerson({ teamId: fleet.teamId, role: "member" });
    expect((await again(first?.id, member)).status).toBe(403);
    expect((await again(first?.id, await hub.addPerson())).status).toBe(404);
    expect((await again(999_999)).status).toBe(404);
  });
});
