import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as openLive } from "@/app/api/live/route";
import { POST as testChannel } from "@/app/api/v1/channels/[id]/test/route";
import { POST as createChannel } from "@/app/api/v1/channels/route";
import { POST as renewToken } from "@/app/api/v1/machines/[id]/enroll-token/route";
import { POST as rotateKey } from "@/app/api/v1/machines/[id]/rotate-key/route";
import { POST as createMachine } from "@/app/api/v1/machines/route";
import { POST as createTeam } from "@/app/api/v1/teams/route";
import { closeLiveStreams } from "@/lib/overview/live/close-live-streams";
import { liveStreams } from "@/lib/overview/live/streams";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { WebhookReceiver } from "../support/webhook-receiver";

let hub: TestHub;
let fleet: Fleet;
let as: Person;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOW_CIDRS = "127.0.0.0/8";
  hub = await TestHub.open();
});
beforeEach(async () => {
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ teamId: fleet.teamId, role: "admin" });
});
afterAll(() => hub.close());

const MACHINES = 20_000;
const COLUMNS = {
  team_id: "int",
  name: "text",
  description: "text",
  tags: "text",
  status: "text",
  threshold_ms: "bigint",
  grace_interval_ms: "bigint",
  system_info: "text",
  created_at: "time",
  updated_at: "time",
} as const;

async function fillTeam(count: number): Promise<void> {
  const { client, engine } = hub.database;
  const rows = Array.from({ length: count }, (_, index) => [
    fleet.teamId,
    `m${index}`,
    "",
    "[]",
    "pending",
    1,
    1,
    "{}",
    0,
    0,
  ]);
  await client.$transaction((tx) => engine.bulkInsert(tx, { table: "machines", columns: COLUMNS, rows }));
}

describe("the most that there may be", () => {
  it("of a team's machines is twenty thousand", async () => {
    await fillTeam(MACHINES - 1);
    const add = (name: string) => hub.call(createMachine, { as, body: { name } });
    expect((await add("last")).status).toBe(201);
    const { status, json } = await add("too many");
    expect(status).toBe(409);
    expect(json.error.message).toBe(
      "There are already 20000 machines of one team, which is the most. Delete some, or add this one to another team.",
    );
    expect(await hub.database.client.machine.count({ where: { teamId: fleet.teamId } })).toBe(MACHINES);
  });

  it("of a team's channels is a hundred", async () => {
    for (let i = 0; i < 99; i++) await fleet.addChannel();
    const add = (name: string) =>
      hub.call(createChannel, { as, body: { type: "webhook", name, url: "http://127.0.0.1:9/" } });
    expect((await add("last")).status).toBe(201);
    expect((await add("too many")).status).toBe(409);
  });

  it("of a person's teams is a hundred", async () => {
    await hub.database.client.user.updateMany({ data: { isInstanceAdmin: true } });
    const add = (name: string) => hub.call(createTeam, { as, body: { name } });
    for (let i = 1; i < 100; i++) expect((await add(`team ${i}`)).status).toBe(201);
    expect((await add("too many")).status).toBe(409);
  });

  it("of a machine's valid keys is twenty, until the others are ended", async () => {
    const { machineId } = await fleet.addMachine();
    const params = { id: String(machineId) };
    const rotate = (overlap: string) => hub.call(rotateKey, { as, params, body: { overlap } });
    for (let i = 1; i < 20; i++) expect((await rotate("1h")).status).toBe(200);
    expect((await rotate("1h")).status).toBe(409);
    expect((await hub.call(renewToken, { as, params, method: "POST" })).status).toBe(409);
    expect((await rotate("0s")).status).toBe(200);
    expect((await hub.call(renewToken, { as, params, method: "POST" })).status).toBe(201);
  });

  it("of a machine's valid one-time tokens is twenty", async () => {
    const { machineId } = await fleet.addMachine();
    const renew = () => hub.call(renewToken, { as, params: { id: String(machineId) }, method: "POST" });
    for (let i = 0; i < 20; i++) expect((await renew()).status).toBe(201);
    expect((await renew()).status).toBe(409);
  });
});

it("sends thirty channel tests a minute for one person, and more for another", async () => {
  const receiver = await WebhookReceiver.start();
  const { json: channel } = await hub.call(createChannel, {
    as,
    body: { type: "webhook", name: "On call", url: receiver.url },
  });
  const test = (by: Person) =>
    hub.call(testChannel, { as: by, params: { id: String(channel.id) }, method: "POST" });
  for (let i = 0; i < 30; i++) expect((await test(as)).status).toBe(200);
  const refused = await test(as);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  const other = await hub.addPerson({ teamId: fleet.teamId, role: "admin" });
  expect((await test(other)).status).toBe(200);
  await receiver.stop();
});

it("keeps twenty event streams of one session open, and more of another", async () => {
  const context = { params: Promise.resolve({}) };
  const open = async (by: Person) => (await openLive(hub.request({ as: by }), context)).status;
  for (let i = 0; i < 20; i++) expect(await open(as)).toBe(200);
  expect(await open(as)).toBe(429);
  expect(await open(await hub.addPerson({ teamId: fleet.teamId, role: "viewer" }))).toBe(200);
  closeLiveStreams();
  liveStreams().isClosed = false;
});
