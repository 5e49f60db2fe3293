import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as createChannel } from "@/app/api/v1/channels/route";
import { PATCH as changeMachine } from "@/app/api/v1/machines/[id]/route";
import { POST as bulk } from "@/app/api/v1/machines/bulk/route";
import { POST as createMachine, GET as listMachines } from "@/app/api/v1/machines/route";
import { PATCH as rename } from "@/app/api/v1/me/route";
import { PATCH as changeTeam } from "@/app/api/v1/team/route";
import { POST as createTeam } from "@/app/api/v1/teams/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { type Person, TestHub } from "../support/hub";

const NFC = "Z\u00fcrich";
const NFD = "Zu\u0308rich";

let hub: TestHub;
let as: Person;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOW_CIDRS = "127.0.0.0/8";
  hub = await TestHub.open();
});
beforeEach(async () => {
  as = await hub.addPerson({ isInstanceAdmin: true });
});
afterAll(() => hub.close());

const webhook = (over: object) => ({ type: "webhook", url: "http://127.0.0.1:9/", ...over });
type Made = { json: { id: number; name: string } };

/** Each kind of name that people type: sends it, and returns the answer. */
const NAMES: [string, (name: string) => Promise<Made>][] = [
  ["a machine", (name) => hub.call(createMachine, { as, body: { name } })],
  ["a channel", (name) => hub.call(createChannel, { as, body: webhook({ name }) })],
  ["a team", (name) => hub.call(createTeam, { as, body: { name } })],
  ["a renamed team", (name) => hub.call(changeTeam, { as, method: "PATCH", body: { name } })],
  ["an API token", (name) => hub.call(createToken, { as, body: { name } })],
  ["a person", (name) => hub.call(rename, { as, method: "PATCH", body: { name } })],
];

describe.each(NAMES)("the name of %s", (_name, make) => {
  it.each([
    ["a line break before a formula", "web\n=1+1", "web =1+1"],
    ["a line separator", "web\u2028two", "web two"],
    ["a tab", "web\ttwo", "web two"],
    ["an escape sequence", "web\u001b[31mred", "web[31mred"],
    ["a direction change", "web\u202eexe", "webexe"],
    ["decomposed letters", NFD, NFC],
  ])("with %s is stored as one line in one form", async (_what, typed, stored) => {
    expect((await make(typed)).json.name).toBe(stored);
  });
});

describe("what is typed in one way is found in the other", () => {
  const found = async (query: Record<string, string>) =>
    (await hub.call(listMachines, { as, query: `?${new URLSearchParams(query)}` })).json.data.map(
      ({ name }: { name: string }) => name,
    );

  it("a machine by its name and tag", async () => {
    await hub.call(createMachine, { as, body: { name: `${NFD}-1`, tags: [NFD] } });
    for (const form of [NFC, NFD]) {
      expect(await found({ q: form.toUpperCase() })).toEqual([`${NFC}-1`]);
      expect(await found({ tag: form })).toEqual([`${NFC}-1`]);
    }
  });

  it("also a machine whose row is older than the one form, whose tag can be removed", async () => {
    const { json } = await hub.call(createMachine, { as, body: { name: "old" } });
    const where = { id: json.id };
    const data = { name: `${NFD}-2`, tags: JSON.stringify([NFD]) };
    await hub.database.client.machine.update({ where, data });
    for (const form of [NFC, NFD]) {
      expect(await found({ q: form })).toHaveLength(1);
      expect(await found({ tag: form })).toHaveLength(1);
    }
    await hub.call(bulk, { as, body: { action: "remove_tag", ids: [json.id], tag: NFC } });
    expect(await found({ tag: NFC })).toEqual([]);
  });

  it("and a second machine of the same name is refused", async () => {
    await hub.call(createMachine, { as, body: { name: NFC } });
    expect((await hub.call(createMachine, { as, body: { name: NFD } })).status).toBe(409);
  });
});

it("a description keeps its lines, and no other control characters", async () => {
  const { json } = await hub.call(createMachine, { as, body: { name: "described" } });
  const change = { as, method: "PATCH", params: { id: String(json.id) } };
  const answer = await hub.call(changeMachine, { ...change, body: { description: `a\r\n${NFD}\u001b[1m` } });
  expect(answer.json.description).toBe(`a\n${NFC}[1m`);
});

it("a webhook's secret is kept byte for byte", async () => {
  const secret = `${NFD}-a-secret-of-many-letters`;
  const { status, json } = await hub.call(createChannel, { as, body: webhook({ name: "hook", secret }) });
  expect([status, json.secret]).toEqual([201, secret]);
});
