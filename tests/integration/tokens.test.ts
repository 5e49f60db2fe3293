import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as live } from "@/app/api/live/route";
import { GET as getTelegram } from "@/app/api/v1/instance/telegram/route";
import { POST as createMachine, GET as listMachines } from "@/app/api/v1/machines/route";
import { DELETE as revokeTeamToken } from "@/app/api/v1/team/tokens/[id]/route";
import { GET as listTeamTokens } from "@/app/api/v1/team/tokens/route";
import { DELETE as revoke } from "@/app/api/v1/tokens/[id]/route";
import { POST as createToken, GET as listTokens } from "@/app/api/v1/tokens/route";
import { makeApiToken } from "@/lib/people/tokens/api-token";
import { type Call, type Person, TestHub } from "../support/hub";

const DAY_MS = 86_400_000;

let hub: TestHub;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  as = await hub.addPerson();
});
afterAll(() => hub.close());

async function make(body: object = {}, person = as) {
  const { status, json } = await hub.call(createToken, {
    as: person,
    body: { name: "backup script", ...body },
  });
  expect(status).toBe(201);
  return json;
}

/** What a program sends: no cookie, no Origin. */
const by = (token: string, call: Call = {}): Call => ({
  ...call,
  headers: { origin: "", authorization: `Bearer ${token}`, ...call.headers },
});
const statusFor = async (token: string) => (await hub.call(listMachines, by(token))).status;
const rowOf = (id: number) => hub.database.client.apiToken.findUniqueOrThrow({ where: { id } });

describe("a token", () => {
  it("is shown once, stored as its hash, and acts for its person in its team", async () => {
    const { token, ...view } = await make({ expires_in: "30d" });
    expect(view).toMatchObject({
      name: "backup script",
      hint: token.slice(0, 8),
      role: null,
      last_used_at: null,
    });
    expect(Date.parse(view.expires_at) - Date.parse(view.created_at)).toBe(30 * DAY_MS);
    const shown = await hub.call(listTokens, { as });
    expect(shown.json.data).toEqual([view]);
    expect(JSON.stringify(await rowOf(view.id))).not.toContain(token.slice(8));

    const { json: machine } = await hub.call(createMachine, by(token, { body: { name: "by a program" } }));
    expect((await hub.call(listMachines, { as })).json.data).toMatchObject([{ id: machine.id }]);
    expect((await rowOf(view.id)).lastUsedAt).not.toBeNull();
  });

  it("ends at once when it is revoked, expires, or its person leaves the team", async () => {
    const [revoked, expired, left] = [await make(), await make(), await make()];
    expect(await Promise.all([revoked, expired, left].map(({ token }) => statusFor(token)))).toEqual([
      200, 200, 200,
    ]);
    await hub.call(revoke, { as, method: "DELETE", params: { id: String(revoked.id) } });
    expect(await statusFor(revoked.token)).toBe(401);
    await hub.database.client.apiToken.update({ where: { id: expired.id }, data: { expiresAt: new Date() } });
    expect(await statusFor(expired.token)).toBe(401);
    await hub.database.client.membership.deleteMany({ where: { userId: as.userId } });
    expect(await statusFor(left.token)).toBe(401);
    expect(await hub.database.client.apiToken.count({ where: { userId: as.userId } })).toBe(0);
  });

  it.each<[string, string]>([
    ["one that was never issued", makeApiToken().token],
    ["one with a typo", `${makeApiToken().token.slice(0, -1)}!`],
    ["an empty one", "lst_"],
  ])("%s is refused, whatever cookie comes with it", async (_name, token) => {
    const answer = await hub.call(listMachines, by(token, { as }));
    expect(answer.status).toBe(401);
    expect(answer.json.error.code).toBe("unauthenticated");
  });

  it("takes precedence over the cookie, and ignores tokens that are not ours", async () => {
    const other = await hub.addPerson();
    const { token } = await make();
    await hub.call(createMachine, { as, body: { name: "mine" } });
    expect((await hub.call(listMachines, by(token, { as: other }))).json.data).toHaveLength(1);
    const proxied = { as, headers: { authorization: "Bearer eyJhbGciOi" } };
    expect((await hub.call(listMachines, proxied)).status).toBe(200);
  });

  it("may write from anywhere, because no browser adds it by itself", async () => {
    const { token } = await make();
    const body = { name: "from a page of somebody else" };
    const headers = { origin: "https://tools.example", "sec-fetch-site": "cross-site" };
    expect((await hub.call(createMachine, by(token, { body, headers }))).status).toBe(201);
    expect((await hub.call(createMachine, { as, body, headers })).status).toBe(403);
  });

  it("opens the live stream", async () => {
    const { token } = await make();
    const response = await live(hub.request(by(token)), { params: Promise.resolve({}) });
    expect(response.status).toBe(200);
    await response.body?.cancel();
  });

  it("has its last use recorded at most once a minute", async () => {
    const { token, id } = await make();
    const usedAt = new Date(Date.now() - 50_000);
    await hub.database.client.apiToken.update({ where: { id }, data: { lastUsedAt: usedAt } });
    await statusFor(token);
    expect((await rowOf(id)).lastUsedAt).toEqual(usedAt);
    await hub.database.client.apiToken.update({
      where: { id },
      data: { lastUsedAt: new Date(Date.now() - 60_000) },
    });
    await statusFor(token);
    expect((await rowOf(id)).lastUsedAt?.getTime()).toBeGreaterThan(usedAt.getTime());
  });
});

describe("its role", () => {
  const write = async (token: string) =>
    (await hub.call(createMachine, by(token, { body: { name: `${Math.random()}` } }))).status;

  it("is the lesser of the token's and its person's, at every use", async () => {
    const [reader, whole, limited] = [
      await make({ role: "viewer" }),
      await make(),
      await make({ role: "admin" }),
    ];
    expect([await write(reader.token), await write(whole.token), await write(limited.token)]).toEqual([
      403, 201, 201,
    ]);
    expect(await statusFor(reader.token)).toBe(200);
    await hub.database.client.membership.updateMany({
      where: { userId: as.userId },
      data: { role: "viewer" },
    });
    expect([await write(whole.token), await write(limited.token)]).toEqual([403, 403]);
    expect(await statusFor(whole.token)).toBe(200);
  });

  it("does not reach the installation unless the token may do everything that its person may", async () => {
    const admin = await hub.addPerson({ isInstanceAdmin: true });
    const [whole, limited] = [await make({}, admin), await make({ role: "admin" }, admin)];
    expect((await hub.call(getTelegram, by(whole.token))).status).toBe(200);
    expect((await hub.call(getTelegram, by(limited.token))).status).toBe(403);
  });
});

describe("what gives access to others", () => {
  it("is not for tokens: they can neither create, list nor revoke any", async () => {
    const { token, id } = await make();
    const answers = [
      await hub.call(createToken, by(token, { body: { name: "child" } })),
      await hub.call(listTokens, by(token)),
      await hub.call(revoke, by(token, { method: "DELETE", params: { id: String(id) } })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await statusFor(token)).toBe(200);
  });

  it("is on its person's own list only, and nobody else revokes it there", async () => {
    const member = await hub.addPerson({ role: "member", teamId: as.teamId });
    const { token, id } = await make({}, member);
    expect((await hub.call(listTokens, { as })).json.data).toEqual([]);
    const call = { as, method: "DELETE", params: { id: String(id) } };
    expect((await hub.call(revoke, call)).status).toBe(404);
    expect(await statusFor(token)).toBe(200);
  });

  it.each([
    ["a blank name", { name: " " }, "name"],
    ["an unknown role", { role: "owner" }, "role"],
    ["an expiry of zero", { expires_in: "0s" }, "expires_in"],
    ["an unknown field", { scopes: [] }, "scopes"],
  ])("refuses %s", async (_name, over, field) => {
    const { status, json } = await hub.call(createToken, { as, body: { name: "x", ...over } });
    expect(status).toBe(422);
    expect(Object.keys(json.error.fields)).toEqual([field]);
  });
});

describe("an admin of the team", () => {
  const revokeAs = (by: Call, id: number) =>
    hub.call(revokeTeamToken, { ...by, method: "DELETE", params: { id: String(id) } });

  it("sees whose tokens reach the team, never the tokens, and revokes any", async () => {
    const member = await hub.addPerson({ role: "member", teamId: as.teamId });
    const { token, ...theirs } = await make({ role: "viewer" }, member);
    const { token: _own, ...own } = await make();
    const owner = { user_id: member.userId, name: "Somebody", role: "member", disabled: false, you: false };
    const { status, json } = await hub.call(listTeamTokens, { as });
    expect(status).toBe(200);
    expect(json.data).toEqual([
      { ...theirs, owner },
      { ...own, owner: { ...owner, user_id: as.userId, role: "admin", you: true } },
    ]);
    expect(JSON.stringify(json)).not.toContain(token.slice(8));

    expect((await revokeAs({ as }, theirs.id)).status).toBe(204);
    expect(await statusFor(token)).toBe(401);
    expect((await revokeAs({ as }, theirs.id)).status).toBe(404);
  });

  it("sees and revokes nothing of another team, nor of the same person in another team", async () => {
    const stranger = await hub.addPerson();
    const { token, id } = await make({}, stranger);
    await hub.database.client.membership.create({
      data: { teamId: as.teamId, userId: stranger.userId, role: "member", createdAt: new Date() },
    });
    expect((await hub.call(listTeamTokens, { as })).json.data).toEqual([]);
    expect((await revokeAs({ as }, id)).status).toBe(404);
    expect(await statusFor(token)).toBe(200);
  });

  it("does neither by a token, and nobody else does", async () => {
    const { token, id } = await make();
    const member = await hub.addPerson({ role: "member", teamId: as.teamId });
    for (const caller of [{ as: member }, by(token)]) {
      expect((await hub.call(listTeamTokens, caller)).status).toBe(403);
      expect((await revokeAs(caller, id)).status).toBe(403);
    }
    expect(await statusFor(token)).toBe(200);
  });
});
