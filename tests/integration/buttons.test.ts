import { MockAgent } from "undici";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { POST as press } from "@/app/api/v1/acknowledgements/route";
import { POST as create } from "@/app/api/v1/channels/route";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";

const HUB_URL = "https://hub.example.org";

type Action = { action: string; url: string; method: string; body: string; headers: object };
type Sent = { message: string; click?: string; actions?: Action[] };

let hub: TestHub;
let fleet: Fleet;
let agent: MockAgent;
let channelId: number;
let sent: Sent[];
let status: number;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  await hub.database.client.lease.deleteMany();
  fleet = await Fleet.create(hub.database);
  [sent, status] = [[], 200];
  agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get("https://ntfy.sh")
    .intercept({ path: "/", method: "POST" })
    .reply(({ body }) => {
      sent.push(JSON.parse(String(body)));
      return { statusCode: status, data: "{}" };
    })
    .persist();
  const as = await hub.addPerson({ teamId: fleet.teamId });
  const body = { type: "ntfy", name: "Night shift", topic: "ops-night-k3v9" };
  channelId = (await hub.call(create, { as, body })).json.id;
  return () => agent.close();
});
afterAll(() => hub.close());

/** Sends what waits, long after everything before it. */
async function pump(url: string | null = HUB_URL): Promise<void> {
  const { delivery, deliveryAttempt } = hub.database.client;
  const longAgo = new Date(0);
  await deliveryAttempt.updateMany({ data: { startedAt: longAgo, finishedAt: longAgo } });
  await delivery.updateMany({ where: { state: "pending" }, data: { nextAttemptAt: longAgo } });
  const hubOf = { ...LONE_WORKER, url };
  const outbox = new Outbox({ database: hub.database, agent, sealKey: sealKey() }, hubOf);
  await outbox.pump();
  await outbox.stop();
}

async function outages(count: number): Promise<number[]> {
  const machines = await fleet.addMachines(count);
  const keyIds = machines.map(({ keyId }) => keyId);
  await fleet.report(keyIds);
  await fleet.hear(10_000);
  await sweepOnce(hub.database);
  return keyIds;
}

/** What a phone does when its owner presses the button under the latest message. */
function pressLatest() {
  const [button] = sent.at(-1)?.actions ?? [];
  if (button === undefined) throw new Error("the message has no button");
  const body = JSON.parse(button.body);
  return hub.call(press, { body, headers: { origin: "", "sec-fetch-site": "" } });
}

const acknowledgements = () => hub.database.client.acknowledgement.findMany();

it("acknowledges its incident once, by the name of its channel, however many press it at the same moment", async () => {
  await outages(1);
  await pump();
  expect(sent[0]?.actions).toMatchObject([
    { action: "http", method: "POST", url: `${HUB_URL}/api/v1/acknowledgements` },
  ]);
  expect(sent[0]?.click).toMatch(/^https:\/\/hub\.example\.org\/incidents\/\d+$/);
  const answers = await Promise.all(Array.from({ length: 4 }, pressLatest));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410, 410]);
  const accepted = answers.find((answer) => answer.status === 200);
  expect(accepted?.json.outcome).toBe("acknowledged");
  expect(await acknowledgements()).toMatchObject([
    { name: "Night shift (ntfy)", via: "button", userId: null, until: null },
  ]);
  expect((await pressLatest()).status).toBe(410);
});

it("is the same in every attempt to send the message, and its token stands nowhere in the database", async () => {
  await outages(1);
  status = 503;
  await pump();
  status = 200;
  await pump();
  const tokens = sent.map(({ actions = [] }) => JSON.parse(String(actions[0]?.body)).token);
  expect(tokens).toEqual([expect.stringMatching(/^lsb_/), tokens[0]]);
  const rows = await hub.database.client.messageButton.findMany();
  expect(rows).toMatchObject([{ channelId, usedAt: null }]);
  expect(
    JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? Number(value) : value)),
  ).not.toContain(tokens[0].slice(4));
});

it("finds an outage that is over, and says so", async () => {
  const keyIds = await outages(1);
  await pump();
  await fleet.report(keyIds);
  expect((await pressLatest()).json).toMatchObject({ outcome: "closed" });
  expect(await acknowledgements()).toEqual([]);
});

it.each([
  ["has expired", () => hub.database.client.messageButton.updateMany({ data: { expiresAt: new Date() } })],
  [
    "belongs to a channel that is off",
    () => hub.database.client.channel.updateMany({ data: { isActive: false } }),
  ],
  ["belongs to a channel that is deleted", () => hub.database.client.channel.deleteMany()],
])("does nothing if it %s", async (_, change) => {
  await outages(1);
  await pump();
  await change();
  expect((await pressLatest()).status).toBe(410);
  expect(await acknowledgements()).toEqual([]);
});

it("is missing where it could not work: several incidents, the end of one, and a hub without an address", async () => {
  const keyIds = await outages(3);
  await pump();
  await fleet.report(keyIds.slice(0, 1));
  await pump();
  await outages(1);
  await pump(null);
  expect(sent.map(({ actions }) => actions)).toEqual([undefined, undefined, undefined]);
});
