import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as disable } from "@/app/api/v1/instance/accounts/[id]/disable/route";
import { POST as join } from "@/app/api/v1/join/route";
import { PUT as changePassword } from "@/app/api/v1/me/password/route";
import { PATCH as changeRole, DELETE as removeMember } from "@/app/api/v1/members/[user_id]/route";
import { POST as reset } from "@/app/api/v1/password-reset/route";
import { DELETE as endOthers } from "@/app/api/v1/sessions/route";
import { findAccount } from "@/lib/people/auth/data";
import { findPerson, findSession } from "@/lib/people/auth/gate";
import { createSession, deleteSession, touchSession } from "@/lib/people/auth/mutations";
import { hashPassword } from "@/lib/people/auth/password";
import { signIn } from "@/lib/people/auth/sign-in";
import { createInvitation } from "@/lib/people/invitations/create-invitation";
import { createReset } from "@/lib/people/password-resets/create-reset";
import { resetByHost } from "@/lib/people/password-resets/reset-by-host";
import { createToken } from "@/lib/people/tokens/create-token";
import { type Person, TestHub } from "../support/hub";

const PASSWORD = "correct horse";
const NEXT_PASSWORD = "battery staple";
const ROUNDS = 20;

let hub: TestHub;
let passwordHash: string;
let boss: Person;
let as: Person;
let email: string;

beforeAll(async () => {
  Object.assign(process.env, { SIGN_IN_ACCOUNT_LIMIT: "100000", SIGN_IN_ADDRESS_LIMIT: "100000" });
  hub = await TestHub.open();
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  boss = await hub.addPerson({ isInstanceAdmin: true });
  as = await hub.addPerson({ teamId: boss.teamId });
  ({ email } = await hub.database.client.user.update({ where: { id: as.userId }, data: { passwordHash } }));
});
afterAll(() => hub.close());

const cookieOf = (person: Person) => person.cookie.slice(person.cookie.indexOf("=") + 1);
const sessionsOf = (userId: number) => hub.database.client.session.count({ where: { userId } });

const signInNow = () =>
  signIn({
    credentials: { email, password: PASSWORD },
    address: "192.0.2.1",
    userAgent: "",
    now: new Date(),
  });

const change = (body: object = {}) =>
  hub.call(changePassword, {
    as,
    method: "PUT",
    body: { current_password: PASSWORD, new_password: NEXT_PASSWORD, ...body },
  });
const resetLink = async () => (await resetByHost({ email, now: new Date() }))?.split("/reset/")[1];
const useLink = (link: string | undefined) =>
  hub.call(reset, { body: { reset: link, new_password: NEXT_PASSWORD } });
const disableAccount = () =>
  hub.call(disable, { as: boss, method: "POST", params: { id: String(as.userId) } });
const asMember = (person: Person) => ({ params: { user_id: String(person.userId) } });

/** What ends the person's access, or all of it but their own session. */
const ENDINGS: [string, () => Promise<{ status: number }>][] = [
  ["the password is changed", () => change()],
  ["the password is reset", async () => useLink(await resetLink())],
  ["the account is disabled", disableAccount],
  ["all other sessions are ended", () => hub.call(endOthers, { as, method: "DELETE" })],
];

describe("a sign-in whose password was checked opens no session after", () => {
  it.each(ENDINGS)("%s", async (_name, end) => {
    const now = new Date();
    const { account } = await findAccount({ email, now });
    if (account === null) throw new Error("no account");
    expect((await end()).status).toBe(204);
    expect(await createSession({ account, userAgent: "", address: "", now })).toBeNull();
  });

  it("the account is deleted", async () => {
    const now = new Date();
    const { account } = await findAccount({ email, now });
    if (account === null) throw new Error("no account");
    await hub.database.client.user.delete({ where: { id: as.userId } });
    expect(await createSession({ account, userAgent: "", address: "", now })).toBeNull();
  });
});

describe(`of many sign-ins that are under way, ${ROUNDS} times, none survives when`, () => {
  it.each(ENDINGS)("%s", async (_name, end) => {
    const survivors: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await hub.database.client.user.update({
        where: { id: as.userId },
        data: { passwordHash, disabledAt: null },
      });
      await hub.database.client.session.deleteMany({ where: { userId: as.userId } });
      const id = await hub.openSession({ userId: as.userId, now: new Date() });
      // The same browser as before, so that its cookie holds.
      await hub.database.client.session.update({ where: { id }, data: { id: as.sessionId } });
      const signIns = Array.from({ length: 4 }, signInNow);
      // Those that are admitted now were checked against the old password, whatever comes next.
      await Promise.race(signIns);
      expect((await end()).status).toBe(204);
      const kinds = (await Promise.all(signIns)).map(({ kind }) => kind);
      expect(kinds).toContain("signed_in");
      survivors.push(
        await hub.database.client.session.count({ where: { userId: as.userId, id: { not: as.sessionId } } }),
      );
    }
    expect(survivors).toEqual(Array(ROUNDS).fill(0));
  });
});

describe("what a session that has ended since was about to create is refused:", () => {
  const now = new Date();
  const scopeOf = async (person: Person) => {
    const session = await findSession({ token: cookieOf(person), now: new Date() });
    if (session === null) throw new Error("not signed in");
    return session.scope;
  };

  const MADE: [string, (person: Person) => Promise<() => Promise<unknown>>][] = [
    [
      "an API token",
      async (person) => {
        const scope = await scopeOf(person);
        return () => createToken({ scope, input: { name: "late", role: null, expires_in: null }, now });
      },
    ],
    [
      "an invitation",
      async (person) => {
        const scope = await scopeOf(person);
        return () =>
          createInvitation({ scope, input: { role: "admin", email: null }, hubUrl: "http://hub", now });
      },
    ],
    [
      "a reset link",
      async (person) => {
        const scope = await scopeOf(person);
        const other = await hub.addPerson({ teamId: person.teamId, role: "member" });
        return () => createReset({ scope, userId: other.userId, isMailed: false, hubUrl: "http://hub", now });
      },
    ],
  ];
  const BY: [string, () => Promise<unknown>][] = [
    ["a reset", async () => useLink(await resetLink())],
    ["a disabled account", disableAccount],
    ["signing out", () => deleteSession(as.sessionId)],
    [
      "the end of the membership",
      () => hub.call(removeMember, { as: boss, ...asMember(as), method: "DELETE" }),
    ],
  ];

  it.each(MADE.flatMap(([what, make]) => BY.map(([by, end]) => ({ what, by, make, end }))))(
    "$what after $by",
    async ({ make, end }) => {
      const create = await make(as);
      await end();
      await expect(create()).rejects.toThrow(/session has ended|no longer/);
      const { client } = hub.database;
      const { userId } = as;
      expect([
        await client.apiToken.count({ where: { userId } }),
        await client.invitation.count({ where: { invitedBy: userId } }),
        await client.passwordReset.count({ where: { createdBy: userId } }),
      ]).toEqual([0, 0, 0]);
    },
  );

  it("tokens that are being created during a reset do not outlive it", async () => {
    const link = await resetLink();
    const scope = await scopeOf(as);
    const create = (n: number) =>
      createToken({ scope, input: { name: `n${n}`, role: null, expires_in: null }, now }).catch(() => null);
    await Promise.all([...[1, 2, 3, 4].map(create), useLink(link), ...[5, 6, 7, 8].map(create)]);
    expect(await hub.database.client.apiToken.count({ where: { userId: as.userId } })).toBe(0);
  });
});

describe("a session is never opened for what has ended:", () => {
  it("a sign-in while its team's membership ends opens one outside the team, or none", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const person = await hub.addPerson({ teamId: boss.teamId });
      const user = { id: person.userId };
      await hub.database.client.user.update({ where: user, data: { passwordHash } });
      const found = await hub.database.client.user.findUniqueOrThrow({ where: user });
      const open = () => createSession({ account: found, userAgent: "", address: "", now: new Date() });
      const [removed, ...opened] = await Promise.all([
        hub.call(removeMember, { as: boss, ...asMember(person), method: "DELETE" }),
        open(),
        open(),
      ]);
      expect(removed.status).toBe(204);
      expect(opened).not.toContain(null);
      const left = await hub.database.client.session.findMany({ where: { userId: person.userId } });
      expect(left.filter(({ teamId }) => teamId !== null)).toEqual([]);
    }
  });

  it("two admins of the installation who disable each other at once do not both succeed", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [one, other] = [
        await hub.addPerson({ isInstanceAdmin: true }),
        await hub.addPerson({ isInstanceAdmin: true }),
      ];
      const call = (by: Person, whom: Person) =>
        hub.call(disable, { as: by, method: "POST", params: { id: String(whom.userId) } });
      const answers = await Promise.all([call(one, other), call(other, one)]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      const disabled = { disabledAt: { not: null }, id: { in: [one.userId, other.userId] } };
      expect(await hub.database.client.user.count({ where: disabled })).toBe(1);
    }
  });
});

describe("nothing revives a session that has ended:", () => {
  it("not the recording of its last use", async () => {
    await deleteSession(as.sessionId);
    const now = new Date();
    await touchSession({ id: as.sessionId, now, expiresAt: new Date(now.getTime() + 1_000) });
    expect(await sessionsOf(as.userId)).toBe(0);
  });

  it("not a cookie that was renewed while it ended", async () => {
    expect(await findPerson({ token: cookieOf(as), now: new Date() })).not.toBeNull();
    await deleteSession(as.sessionId);
    expect(await findPerson({ token: cookieOf(as), now: new Date() })).toBeNull();
  });
});

describe("a link is used once:", () => {
  it("of many uses of a reset link at once one counts", async () => {
    const link = await resetLink();
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => useLink(link)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 410, 410, 410]);
  });

  const invite = async () => {
    const session = await findSession({ token: cookieOf(boss), now: new Date() });
    if (session === null) throw new Error("not signed in");
    const input = { role: "member", email: null } as const;
    const made = await createInvitation({ scope: session.scope, input, hubUrl: "", now: new Date() });
    return made.url.split("/join/")[1];
  };

  it("of two people who use an invitation at once one joins", async () => {
    const invitation = await invite();
    const people = await Promise.all([hub.addPerson(), hub.addPerson()]);
    const answers = await Promise.all(
      people.map((person) => hub.call(join, { as: person, body: { invitation } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  it("somebody who uses two invitations to one team at once joins by one, and the other stays valid", async () => {
    const links = [await invite(), await invite()];
    const person = await hub.addPerson();
    const answers = await Promise.all(
      links.map((invitation) => hub.call(join, { as: person, body: { invitation } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await hub.database.client.invitation.count({ where: { teamId: boss.teamId } })).toBe(1);
  });
});

it("a changed role ends the sessions for the team, also those that were just opened", async () => {
  const member = await hub.addPerson({ teamId: boss.teamId, role: "member" });
  const account = await hub.database.client.user.findUniqueOrThrow({ where: { id: member.userId } });
  const open = () => createSession({ account, userAgent: "", address: "", now: new Date() });
  await Promise.all([open(), open()]);
  await hub.call(changeRole, { as: boss, ...asMember(member), method: "PATCH", body: { role: "viewer" } });
  expect(await sessionsOf(member.userId)).toBe(0);
});
