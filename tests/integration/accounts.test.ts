import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as live } from "@/app/api/live/route";
import { POST as disable } from "@/app/api/v1/instance/accounts/[id]/disable/route";
import { POST as enable } from "@/app/api/v1/instance/accounts/[id]/enable/route";
import { GET as listAccounts } from "@/app/api/v1/instance/accounts/route";
import { POST as createInvitation } from "@/app/api/v1/invitations/route";
import { POST as join } from "@/app/api/v1/join/route";
import { GET as listMachines } from "@/app/api/v1/machines/route";
import { POST as makeReset } from "@/app/api/v1/members/[user_id]/password-reset/route";
import { PATCH as changeRole, DELETE as removeMember } from "@/app/api/v1/members/[user_id]/route";
import { GET as listMembers } from "@/app/api/v1/members/route";
import { POST as reset } from "@/app/api/v1/password-reset/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { hashPassword } from "@/lib/people/auth/password";
import { signIn } from "@/lib/people/auth/sign-in";
import { type Person, TestHub } from "../support/hub";

const PASSWORD = "correct horse";

let hub: TestHub;
let boss: Person;
let as: Person;
let email: string;
let passwordHash: string;

beforeAll(async () => {
  process.env.SIGN_IN_ADDRESS_LIMIT = "1000";
  hub = await TestHub.open();
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  boss = await hub.addPerson({ isInstanceAdmin: true });
  as = await hub.addPerson({ teamId: boss.teamId });
  ({ email } = await hub.database.client.user.update({ where: { id: as.userId }, data: { passwordHash } }));
});
afterAll(() => hub.close());

const on = (person: Person) => ({ method: "POST", params: { id: String(person.userId) } });
const disableAs = (by: Person, person = as) => hub.call(disable, { as: by, ...on(person) });
const enableAs = (by: Person, person = as) => hub.call(enable, { as: by, ...on(person) });
const statusOf = async (person: Person) => (await hub.call(listMachines, { as: person })).status;
const tokenOf = async (person: Person): Promise<string> =>
  (await hub.call(createToken, { as: person, body: { name: "script" } })).json.token;
const byToken = async (token: string) =>
  (await hub.call(listMachines, { headers: { origin: "", authorization: `Bearer ${token}` } })).status;
const tryPassword = async (password: string) =>
  (
    await signIn({
      credentials: { email, password },
      address: "192.0.2.1",
      userAgent: "",
      now: new Date(),
    })
  ).kind;

describe("a disabled account", () => {
  it("is signed out at once, its tokens are refused, and what it sent out is void", async () => {
    const token = await tokenOf(as);
    const invitation = (await hub.call(createInvitation, { as, body: { role: "viewer" } })).json.url;
    const other = await hub.addPerson({ teamId: boss.teamId, role: "member" });
    const at = { method: "POST", params: { user_id: String(other.userId) } };
    const link = (await hub.call(makeReset, { as, ...at })).json.url;
    expect([await statusOf(as), await byToken(token)]).toEqual([200, 200]);

    expect((await disableAs(boss)).status).toBe(204);

    expect([await statusOf(as), await byToken(token)]).toEqual([401, 401]);
    expect(await hub.database.client.session.count({ where: { userId: as.userId } })).toBe(0);
    const stranger = await hub.addPerson();
    const joined = await hub.call(join, {
      as: stranger,
      body: { invitation: invitation.split("/join/")[1] },
    });
    const used = await hub.call(reset, {
      body: { reset: link.split("/reset/")[1], new_password: "battery staple" },
    });
    expect([joined.status, used.status]).toEqual([410, 410]);
  });

  it("says so only to whoever knows the password", async () => {
    await disableAs(boss);
    expect(await tryPassword("wrong horse")).toBe("refused");
    expect(await tryPassword(PASSWORD)).toBe("disabled");
    expect(await hub.database.client.session.count({ where: { userId: as.userId } })).toBe(0);
  });

  it("cannot be entered by a reset link either", async () => {
    await disableAs(boss);
    const at = { method: "POST", params: { user_id: String(as.userId) } };
    const { url } = (await hub.call(makeReset, { as: boss, ...at })).json;
    const body = { reset: url.split("/reset/")[1], new_password: "battery staple" };
    expect((await hub.call(reset, { body })).status).toBe(204);
    expect(await tryPassword("battery staple")).toBe("disabled");
  });

  it("closes its live streams, by session and by token", async () => {
    const token = await tokenOf(as);
    const open = async (call: Parameters<TestHub["request"]>[0]) => {
      const response = await live(hub.request(call), { params: Promise.resolve({}) });
      const reader = response.body?.getReader();
      await reader?.read();
      return async () => {
        for (;;) if ((await reader?.read())?.done !== false) return "ended";
      };
    };
    const streams = [
      await open({ as }),
      await open({ headers: { origin: "", authorization: `Bearer ${token}` } }),
    ];
    await disableAs(boss);
    expect(await Promise.all(streams.map((ended) => ended()))).toEqual(["ended", "ended"]);
  });

  it("is as before once it is enabled: the password holds and so do the tokens, but no session", async () => {
    const token = await tokenOf(as);
    await disableAs(boss);
    expect((await enableAs(boss)).status).toBe(204);
    expect([await statusOf(as), await byToken(token)]).toEqual([401, 200]);
    expect(await tryPassword(PASSWORD)).toBe("signed_in");
  });

  it("is shown as disabled to its team, and does not count as its admin", async () => {
    const at = (person: Person) => ({ params: { user_id: String(person.userId) } });
    await disableAs(boss);
    const members = (await hub.call(listMembers, { as: boss })).json.data;
    expect(members).toMatchObject([
      { user_id: boss.userId, disabled: false },
      { user_id: as.userId, disabled: true },
    ]);
    const demote = { as: boss, method: "PATCH", ...at(boss), body: { role: "viewer" } };
    expect((await hub.call(changeRole, demote)).status).toBe(409);
    expect((await hub.call(removeMember, { as: boss, method: "DELETE", ...at(as) })).status).toBe(204);
  });
});

describe("accounts are disabled", () => {
  it("by admins of the installation only, in a browser, and never their own", async () => {
    const token = await tokenOf(boss);
    const call = { headers: { origin: "", authorization: `Bearer ${token}` }, ...on(as) };
    expect((await hub.call(disable, call)).status).toBe(403);
    expect((await disableAs(as, boss)).status).toBe(403);
    const own = await disableAs(boss, boss);
    expect([own.status, own.json.error.message]).toEqual([409, expect.stringMatching(/Another admin/)]);
    expect((await disableAs(boss, { ...as, userId: 2_147_483_647 })).status).toBe(404);
    expect([await statusOf(as), await statusOf(boss)]).toEqual([200, 200]);
  });

  it("also twice, which changes nothing", async () => {
    await disableAs(boss);
    const at = async () =>
      (await hub.database.client.user.findUniqueOrThrow({ where: { id: as.userId } })).disabledAt;
    const first = await at();
    expect((await disableAs(boss)).status).toBe(204);
    expect(await at()).toEqual(first);
  });
});

describe("the list of accounts", () => {
  const list = async (query: string, by = boss) => hub.call(listAccounts, { as: by, query });

  it("shows who they are and whether they are in use, to admins of the installation", async () => {
    await disableAs(boss);
    const { json } = await list(`?q=${encodeURIComponent(email.toUpperCase())}`);
    expect(json.data).toEqual([
      {
        id: as.userId,
        name: "Somebody",
        email,
        is_instance_admin: false,
        created_at: expect.any(String),
        disabled_at: expect.any(String),
        last_used_at: null,
        teams: 1,
        you: false,
      },
    ]);
    expect((await list("", as)).status).toBe(401);
    expect((await list("", await hub.addPerson())).status).toBe(403);
  });

  it.each([
    ["in whatever case", "straße", "Ada Straße"],
    ["however its letters are composed", "Zu\u0308rich", "Ada Z\u00fcrich"],
    ["also in rows that are older than the normal form", "Z\u00fcrich", "Ada Zu\u0308rich"],
  ])("finds a name %s", async (_name, q, name) => {
    const unique = `${name} ${as.userId}`;
    await hub.database.client.user.update({ where: { id: as.userId }, data: { name: unique } });
    const { json } = await list(`?q=${encodeURIComponent(`${q} ${as.userId}`)}`);
    expect(json.data.map(({ id }: { id: number }) => id)).toEqual([as.userId]);
  });

  it("comes in pages", async () => {
    const seen: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { json } = await list(`?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(...json.data.map(({ id }: { id: number }) => id));
      cursor = json.next_cursor;
    }
    expect(seen).toHaveLength(await hub.database.client.user.count());
    expect(new Set(seen).size).toBe(seen.length);
  });
});
