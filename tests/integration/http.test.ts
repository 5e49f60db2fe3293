import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as anything } from "@/app/api/v1/[...path]/route";
import { DELETE as deleteMachine, GET as getMachine } from "@/app/api/v1/machines/[id]/route";
import { POST as createMachine, GET as listMachines } from "@/app/api/v1/machines/route";
import { type Call, type Person, TestHub } from "../support/hub";

let hub: TestHub;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
  as = await hub.addPerson();
});

afterAll(() => hub.close());

const BY_PROGRAM = { origin: "" };

it.each<[string, Call, number]>([
  ["our own page", {}, 201],
  ["another site", { headers: { origin: "https://evil.example" } }, 403],
  ["another site, as the browser declares", { headers: { origin: "", "sec-fetch-site": "cross-site" } }, 403],
  ["a program with JSON", { headers: BY_PROGRAM }, 201],
  ["a program with a form", { headers: { ...BY_PROGRAM, "content-type": "text/plain" } }, 415],
  ["our own page with a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
  ["a body that is not JSON", { body: "{" }, 400],
  ["a body that is a list", { body: [] }, 422],
  ["a body over 64 KiB", { body: { name: "a", description: "x".repeat(70_000) } }, 413],
  ["a text that a database cannot store", { body: { name: "a\u0000b" } }, 422],
])("a write from %s", async (name, call, status) => {
  const answer = await hub.call(createMachine, { as, body: { name: `by ${name}` }, ...call });
  expect(answer.status).toBe(status);
  if (status !== 201) expect(answer.json.error.message).toMatch(/\.$/);
});

it("refuses another site before it reads the session, and changes nothing", async () => {
  const { json: machine } = await hub.call(createMachine, { as, body: { name: "kept" } });
  const params = { id: String(machine.id) };
  const headers = { origin: "https://evil.example" };
  expect((await hub.call(deleteMachine, { as, method: "DELETE", params, headers })).status).toBe(403);
  expect((await hub.call(getMachine, { as, params, headers })).status).toBe(200);
});

it("gives every answer an id, and forbids caching it", async () => {
  const answer = await hub.call(listMachines, { as });
  expect(answer.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

it.each(["abc", "0", "-1", "1.5", "99999999999", "2147483648", "2147483647"])(
  "answers the id %s with not found",
  async (id) => {
    const answer = await hub.call(getMachine, { as, params: { id } });
    expect(answer.status).toBe(404);
    expect(answer.json.error.code).toBe("not_found");
  },
);

it.each(["?status=late", "?limit=0", "?limit=501", "?cursor=x", "?colour=red"])(
  "refuses the query %s",
  async (query) => {
    expect((await hub.call(listMachines, { as, query })).status).toBe(422);
  },
);

it("answers an unknown path with its own error", async () => {
  expect((await hub.call(anything, {})).json.error.code).toBe("not_found");
});
