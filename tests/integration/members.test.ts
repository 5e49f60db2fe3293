import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as live } from "@/app/api/live/route";
import { POST as createInvitation } from "@/app/api/v1/invitations/route";
import { POST as createMachine, GET as listMachines } from "@/app/api/v1/machines/route";
import { PATCH as changeRole, DELETE as remove } from "@/app/api/v1/members/[user_id]/route";
import { GET as listMembers } from "@/app/api/v1/members/route";
import { POST as switchTeam } from "@/app/api/v1/teams/[id]/switch/route";
import { GET as listTeams } from "@/app/api/v1/teams/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import type { Role } from "@/lib/people/teams/roles";
import { type Person, TestHub } from "../support/hub";

let hub: TestHub;
let admin: Person;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  admin = await hub.addPerson();
});
afterAll(() => hub.close());

const join = (role: Role) => hub.addPerson({ role, teamId: admin.teamId });
const at = (person: Person) => ({ params: { user_id: String(person.userId) } });
const setRole = (as: Person, whom: Person, role: Role) =>
  hub.call(changeRole, { as, ...at(whom), method: "PATCH", body: { role } });
const takeOut = (as: Person, whom: Person) => hub.call(remove, { as, ...at(whom), method: "DELETE" });
const statusFor = async (as: Person) => (await hub.call(listMachines, { as })).status;
const adminsOf = (teamId: number) =>
  hub.database.client.membership.count({ where: { teamId, role: "admin" } });

describe("members", () => {
  it("are listed for everybody in the team, with oneself marked", async () => {
    const viewer = await join("viewer");
    const { json } = await hub.call(listMembers, { as: viewer });
    expect(json.data).toMatchObject([
      { user_id: admin.userId, role: "admin", you: false },
      { user_id: viewer.userId, role: "viewer", you: true },
    ]);
  });

  it("change roles at once: their sessions end, and their tokens get the lesser role", async () => {
    const member = await join("member");
    const { token } = (await hub.call(createToken, { as: member, body: { name: "script" } })).json;
    const headers = { authorization: `Bearer ${token}` };
    const write = async () =>
      (await hub.call(createMachine, { headers, body: { name: token.slice(4) } })).status;
    expect((await setRole(admin, member, "member")).status).toBe(200);
    expect(await statusFor(member)).toBe(200);
    expect((await setRole(admin, member, "viewer")).json).toEqual({ role: "viewer" });
    expect(await statusFor(member)).toBe(401);
    expect([await write(), (await hub.call(listMachines, { headers })).status]).toEqual([403, 200]);
  });

  it("stay signed in where they change their own role, and in their other teams", async () => {
    const second = await join("admin");
    const elsewhere = await hub.addPerson();
    const now = new Date();
    const { membership, session } = hub.database.client;
    await membership.create({
      data: { teamId: elsewhere.teamId, userId: second.userId, role: "member", createdAt: now },
    });
    const turned = { userId: second.userId, teamId: elsewhere.teamId };
    const rest = {
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(Date.now() + 60_000),
      userAgent: "",
      address: "",
    };
    await session.create({ data: { id: "elsewhere", ...turned, ...rest } });
    await session.create({ data: { id: "here", ...turned, teamId: admin.teamId, ...rest } });
    expect((await setRole(second, second, "member")).status).toBe(200);
    const left = await session.findMany({ where: { userId: second.userId }, orderBy: { id: "asc" } });
    expect(left.map(({ id }) => id).sort()).toEqual([second.sessionId, "elsewhere"].sort());
  });

  it("lose everything at once when removed: sessions, tokens and invitations", async () => {
    const second = await join("admin");
    const { token } = (await hub.call(createToken, { as: second, body: { name: "script" } })).json;
    await hub.call(createInvitation, { as: second, body: { role: "viewer" } });
    expect((await takeOut(admin, second)).status).toBe(204);
    expect(await statusFor(second)).toBe(401);
    const byToken = await hub.call(listMachines, { headers: { authorization: `Bearer ${token}` } });
    expect(byToken.status).toBe(401);
    const { invitation, session } = hub.database.client;
    expect(await invitation.count({ where: { teamId: admin.teamId } })).toBe(0);
    expect(await session.count({ where: { userId: second.userId } })).toBe(0);
    expect((await takeOut(admin, second)).status).toBe(404);
  });

  it("lose their invitations with the role that allowed them", async () => {
    const second = await join("admin");
    await hub.call(createInvitation, { as: second, body: { role: "admin" } });
    await setRole(admin, second, "member");
    expect(await hub.database.client.invitation.count({ where: { teamId: admin.teamId } })).toBe(0);
  });

  it("may leave by themselves, and stay signed in to their other team", async () => {
    const member = await join("member");
    const other = await hub.addTeam();
    await hub.database.client.membership.create({
      data: { teamId: other, userId: member.userId, role: "viewer", createdAt: new Date() },
    });
    expect((await takeOut(member, member)).status).toBe(204);
    expect((await hub.call(listTeams, { as: member })).json.data).toMatchObject([
      { id: other, current: true },
    ]);
    expect((await hub.call(listMembers, { as: member })).json.data).toMatchObject([
      { role: "viewer", you: true },
    ]);
  });

  it("may leave their only team, and keep their account", async () => {
    const member = await join("member");
    await takeOut(member, member);
    expect(await statusFor(member)).toBe(401);
    expect((await hub.call(listTeams, { as: member })).json).toEqual({ data: [], next_cursor: null });
  });

  it("cannot change anybody, and nobody can change somebody in another team", async () => {
    const [viewer, member, stranger] = [await join("viewer"), await join("member"), await hub.addPerson()];
    expect((await setRole(member, viewer, "member")).status).toBe(403);
    expect((await takeOut(member, viewer)).status).toBe(403);
    expect((await setRole(member, member, "admin")).status).toBe(403);
    expect((await setRole(stranger, viewer, "admin")).status).toBe(404);
    expect((await takeOut(stranger, viewer)).status).toBe(404);
    expect(
      (await hub.call(listMembers, { as: admin })).json.data.map((one: { role: Role }) => one.role),
    ).toEqual(["admin", "viewer", "member"]);
  });
});

describe("the last admin", () => {
  it("cannot leave, be removed or be demoted", async () => {
    await join("member");
    const answers = [await takeOut(admin, admin), await setRole(admin, admin, "viewer")];
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(await adminsOf(admin.teamId)).toBe(1);
  });

  it("remains after any number of admins demote each other at once", async () => {
    for (let round = 0; round < 5; round++) {
      const first = await hub.addPerson();
      const admins = [
        first,
        await hub.addPerson({ teamId: first.teamId }),
        await hub.addPerson({ teamId: first.teamId }),
      ];
      const turns = admins.flatMap((one, index) => {
        const next = admins[(index + 1) % admins.length] ?? one;
        return [takeOut(one, next), setRole(one, one, "viewer"), takeOut(one, one)];
      });
      const statuses = (await Promise.all(turns)).map(({ status }) => status);
      expect(statuses.every((status) => [200, 204, 401, 403, 404, 409].includes(status))).toBe(true);
      expect(await adminsOf(first.teamId)).toBeGreaterThanOrEqual(1);
    }
  });

  it("remains when two leave at once", async () => {
    const second = await join("admin");
    const answers = await Promise.all([takeOut(admin, admin), takeOut(second, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await adminsOf(admin.teamId)).toBe(1);
  });
});

describe("an open live stream", () => {
  async function open(as: Person) {
    const response = await live(hub.request({ as }), { params: Promise.resolve({}) });
    const reader = response.body?.getReader();
    await reader?.read();
    const ended = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return performance.now();
    };
    return { ended, cancel: () => reader?.cancel() };
  }

  it.each<[string, (member: Person) => Promise<unknown>]>([
    ["is removed", (member) => takeOut(admin, member)],
    ["leaves", (member) => takeOut(member, member)],
    [
      "switches to another team",
      async (member) => {
        const teamId = await hub.addTeam();
        await hub.database.client.membership.create({
          data: { teamId, userId: member.userId, role: "viewer", createdAt: new Date() },
        });
        return hub.call(switchTeam, { as: member, method: "POST", params: { id: String(teamId) } });
      },
    ],
  ])("ends within moments when its person %s, and continues for the others", async (_name, act) => {
    const [member, viewer] = [await join("member"), await join("viewer")];
    const [theirs, others] = [await open(member), await open(viewer)];
    const startedAt = performance.now();
    await act(member);
    expect((await theirs.ended()) - startedAt).toBeLessThan(5_000);
    const stillOpen = Promise.race([
      others.ended(),
      new Promise((resolve) => setTimeout(resolve, 1_500, "open")),
    ]);
    expect(await stillOpen).toBe("open");
    await others.cancel();
  });
});
