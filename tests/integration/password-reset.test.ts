import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as invite } from "@/app/api/v1/invitations/route";
import { PUT as changePassword } from "@/app/api/v1/me/password/route";
import { POST as makeReset } from "@/app/api/v1/members/[user_id]/password-reset/route";
import { PATCH as changeRole, DELETE as remove } from "@/app/api/v1/members/[user_id]/route";
import { POST as reset } from "@/app/api/v1/password-reset/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { hashPassword } from "@/lib/people/auth/password";
import { signIn } from "@/lib/people/auth/sign-in";
import { resetByHost } from "@/lib/people/password-resets/reset-by-host";
import { resetPassword } from "@/lib/people/password-resets/reset-password";
import { type Person, TestHub } from "../support/hub";

const DAY_MS = 86_400_000;
const ADDRESS_LIMIT = 40;
const PASSWORD = "battery staple";

let hub: TestHub;
let admin: Person;
let member: Person;

beforeAll(async () => {
  process.env.SIGN_IN_ADDRESS_LIMIT = String(ADDRESS_LIMIT);
  hub = await TestHub.open();
});
beforeEach(async () => {
  admin = await hub.addPerson();
  member = await hub.addPerson({ teamId: admin.teamId, role: "member" });
});
afterAll(() => hub.close());

const at = (person: Person) => ({ params: { user_id: String(person.userId) } });
const make = (as: Person, whom: Person) => hub.call(makeReset, { as, ...at(whom), method: "POST" });
const tokenOf = ({ json }: { json: { url: string } }) => json.url.split("/reset/")[1] ?? "";
const use = async (token: string) =>
  (await hub.call(reset, { body: { reset: token, new_password: PASSWORD } })).status;
const emailOf = async ({ userId: id }: Person) =>
  (await hub.database.client.user.findUniqueOrThrow({ where: { id } })).email;
const signInAs = async (person: Person) =>
  (
    await signIn({
      credentials: { email: await emailOf(person), password: PASSWORD },
      address: "192.0.2.1",
      userAgent: "",
      now: new Date(),
    })
  ).kind;
const sessionsOf = ({ userId }: Person) => hub.database.client.session.count({ where: { userId } });

describe("a reset link", () => {
  it("changes the password once, and ends every session of its person", async () => {
    const made = await make(admin, member);
    expect(made.status).toBe(201);
    const token = tokenOf(made);
    expect(JSON.stringify(await hub.database.client.passwordReset.findMany())).not.toContain(token);
    expect(await sessionsOf(member)).toBe(1);
    const both = await Promise.all([use(token), use(token)]);
    expect(both.sort()).toEqual([204, 410]);
    expect(await sessionsOf(member)).toBe(0);
    expect(await signInAs(member)).toBe("signed_in");
  });

  it("ends what could act as the person: their tokens, and the invitations and reset links that they made", async () => {
    const { client } = hub.database;
    const second = await hub.addPerson({ teamId: admin.teamId });
    await hub.call(createToken, { as: second, body: { name: "script" } });
    await hub.call(invite, { as: second, body: { role: "admin" } });
    await make(second, member);
    await hub.call(createToken, { as: admin, body: { name: "another's" } });
    expect(await use(tokenOf(await make(admin, second)))).toBe(204);
    const { userId } = second;
    expect([
      await client.apiToken.count({ where: { userId } }),
      await client.invitation.count({ where: { invitedBy: userId } }),
      await client.passwordReset.count({ where: { createdBy: userId } }),
      await client.apiToken.count({ where: { userId: admin.userId } }),
    ]).toEqual([0, 0, 0, 1]);
  });

  it("is valid for a day, and until the next one is created", async () => {
    const first = tokenOf(await make(admin, member));
    const second = tokenOf(await make(admin, member));
    expect(await use(first)).toBe(410);
    const late = { input: { reset: second, new_password: PASSWORD }, address: "192.0.2.2" };
    await expect(resetPassword({ ...late, now: new Date(Date.now() + DAY_MS) })).rejects.toThrow(
      /has expired, was used or was replaced/,
    );
    expect(await use(second)).toBe(204);
  });

  it("changes nothing with a password that is too short, and stays valid", async () => {
    const token = tokenOf(await make(admin, member));
    expect((await hub.call(reset, { body: { reset: token, new_password: "short" } })).status).toBe(422);
    expect(await use(token)).toBe(204);
  });

  it("is for admins, and for people who are only in their team", async () => {
    expect((await make(member, admin)).status).toBe(403);
    expect((await make(admin, await hub.addPerson())).status).toBe(404);
    expect((await make(admin, admin)).status).toBe(409);
    const boss = await hub.addPerson({ teamId: admin.teamId, role: "viewer", isInstanceAdmin: true });
    expect((await make(admin, boss)).status).toBe(403);
    expect((await make(boss, member)).status).toBe(403);
  });

  it.each<[string, (second: Person) => Promise<unknown>]>([
    [
      "its creator is no longer an admin",
      (second) =>
        hub.call(changeRole, { as: admin, ...at(second), method: "PATCH", body: { role: "member" } }),
    ],
    ["its creator was removed", (second) => hub.call(remove, { as: admin, ...at(second), method: "DELETE" })],
    ["its person was removed", () => hub.call(remove, { as: admin, ...at(member), method: "DELETE" })],
    ["its person joined another team", () => joinAnother(member)],
  ])("stops working when %s", async (_, happen) => {
    const second = await hub.addPerson({ teamId: admin.teamId });
    const token = tokenOf(await make(second, member));
    await happen(second);
    expect(await use(token)).toBe(410);
  });

  it("works for people in other teams if an admin of the installation created it", async () => {
    await joinAnother(member);
    expect((await make(admin, member)).status).toBe(403);
    const boss = await hub.addPerson({ teamId: admin.teamId, isInstanceAdmin: true });
    expect(await use(tokenOf(await make(boss, member)))).toBe(204);
  });

  it("can be created for anybody on the hub's own host", async () => {
    const boss = await hub.addPerson({ isInstanceAdmin: true });
    const path = await resetByHost({ email: (await emailOf(boss)).toUpperCase(), now: new Date() });
    expect(await use(path?.split("/reset/")[1] ?? "")).toBe(204);
    expect(await signInAs(boss)).toBe("signed_in");
    expect(await resetByHost({ email: "nobody@example.org", now: new Date() })).toBeNull();
  });

  it("cannot be guessed for long from one address", async () => {
    const codes = new Set<string>();
    const guess = { input: { reset: "lsr_guess", new_password: PASSWORD }, address: "192.0.2.3" };
    for (let tries = 0; tries <= ADDRESS_LIMIT; tries++)
      await resetPassword({ ...guess, now: new Date() }).catch(({ code }) => codes.add(code));
    expect([...codes]).toEqual(["gone", "too_many_requests"]);
  });
});

it("changing a password leaves no link that could change it again", async () => {
  const token = tokenOf(await make(admin, member));
  await hub.database.client.user.update({
    where: { id: member.userId },
    data: { passwordHash: await hashPassword("correct horse") },
  });
  const body = { current_password: "correct horse", new_password: PASSWORD };
  expect((await hub.call(changePassword, { as: member, method: "PUT", body })).status).toBe(204);
  expect(await use(token)).toBe(410);
});

async function joinAnother({ userId }: Person): Promise<void> {
  const teamId = await hub.addTeam();
  const data = { teamId, userId, role: "viewer", createdAt: new Date() };
  await hub.database.client.membership.create({ data });
}
