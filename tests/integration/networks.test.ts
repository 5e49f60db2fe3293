import { afterAll, beforeAll, expect, it } from "vitest";
import { PATCH as update } from "@/app/api/v1/channels/[id]/route";
import { POST as test } from "@/app/api/v1/channels/[id]/test/route";
import { POST as create } from "@/app/api/v1/channels/route";
import { POST as allow, GET as read, PUT as set } from "@/app/api/v1/instance/networks/route";
import { type Person, TestHub } from "../support/hub";
import { WebhookReceiver } from "../support/webhook-receiver";

let hub: TestHub;
let owner: Person;
let receiver: WebhookReceiver;

beforeAll(async () => {
  hub = await TestHub.open();
  owner = await hub.addPerson({ isInstanceAdmin: true });
  receiver = await WebhookReceiver.start();
});
afterAll(async () => {
  await receiver.stop();
  await hub.close();
});

const put = (networks: unknown, as = owner) => hub.call(set, { as, method: "PUT", body: { networks } });
const add = (network: string, as = owner) => hub.call(allow, { as, body: { network } });
const webhook = (url: string) => ({ type: "webhook", name: url, url });

it("an admin of the installation allows networks, and nobody else", async () => {
  expect((await hub.call(read, { as: owner })).json).toEqual({ networks: [], source: "default" });
  const networks = ["192.168.1.77/24", "192.168.1.0/24", " FD00::1 "];
  const expected = { networks: ["192.168.1.0/24", "fd00::1/128"], source: "setting" };
  expect((await put(networks)).json).toEqual(expected);
  const stranger = await hub.addPerson();
  expect((await put([], stranger)).status).toBe(403);
  expect((await add("10.0.0.0/8", stranger)).status).toBe(403);
  expect((await hub.call(read, { as: stranger })).status).toBe(403);
  expect((await hub.call(read, { as: owner })).json).toEqual(expected);
  expect((await put([])).json).toEqual({ networks: [], source: "setting" });
});

it.each(["0.0.0.0/0", "::/0", "169.254.0.0/16", "::ffff:169.254.0.0/112", "nas.local"])(
  "refuses %s, and then stores nothing",
  async (network) => {
    const { status, json } = await put(["10.0.0.0/8", network]);
    expect([status, Object.keys(json.error.fields)]).toEqual([422, ["networks.1"]]);
    expect((await add(network)).status).toBe(422);
    expect((await hub.call(read, { as: owner })).json.networks).toEqual([]);
  },
);

it("keeps what several admins allow at the same moment, up to fifty networks", async () => {
  const given = Array.from({ length: 4 }, (_, at) => `10.0.${at}.0/24`);
  await Promise.all(given.map((network) => add(network)));
  expect((await hub.call(read, { as: owner })).json.networks.sort()).toEqual(given);
  await put(Array.from({ length: 50 }, (_, at) => `10.0.${at}.0/24`));
  expect((await add("10.0.99.0/24")).status).toBe(409);
  expect((await add("10.0.49.0/24")).status).toBe(200);
  await put([]);
});

it("a refused form names the network, which then counts at once, until it is taken back", async () => {
  const as = await hub.addPerson();
  const refused = await hub.call(create, { as, body: webhook(receiver.url) });
  const words = expect.stringContaining("can allow 127.0.0.1/32 under Settings → Instance");
  expect(refused.status).toBe(422);
  expect(refused.json.error).toMatchObject({ network: "127.0.0.1/32", fields: { url: words } });

  // A name is looked up only when it is connected to.
  const url = receiver.url.replace("127.0.0.1", "localhost");
  const { id } = (await hub.call(create, { as, body: webhook(url) })).json;
  const send = () => hub.call(test, { as, method: "POST", params: { id: String(id) } });
  const unsent = (await send()).json;
  expect(unsent).toMatchObject({ ok: false, message: expect.stringContaining("localhost leads to ") });
  expect(["127.0.0.1/32", "::1/128"]).toContain(unsent.network);

  await add("127.0.0.1/32");
  expect((await send()).json).toMatchObject({ ok: true });
  const change = { as, method: "PATCH", params: { id: String(id) }, body: { url: receiver.url } };
  expect((await hub.call(update, change)).status).toBe(200);
  await put([]);
  expect((await hub.call(update, change)).status).toBe(422);
});

it("what is never contacted stays so, whatever is allowed around it", async () => {
  await put(["169.0.0.0/8", "100.64.0.0/10"]);
  for (const host of ["169.254.169.254", "100.100.100.200"]) {
    const { status, json } = await hub.call(create, { as: owner, body: webhook(`http://${host}/`) });
    expect(status).toBe(422);
    expect(json.error.fields.url).toContain("never contacts");
    expect(json.error).not.toHaveProperty("network");
  }
});
