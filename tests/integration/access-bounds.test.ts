import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as invite } from "@/app/api/v1/invitations/route";
import { POST as makeReset } from "@/app/api/v1/members/[user_id]/password-reset/route";
import { POST as createTeam } from "@/app/api/v1/teams/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { MAX_TEAMS_PER_PERSON } from "@/lib/base/limits";
import { createSession } from "@/lib/people/auth/mutations";
import { MAX_SESSIONS } from "@/lib/people/auth/session-lifetime";
import { MAX_INVITATIONS } from "@/lib/people/invitations/mutations";
import { MAX_TOKENS } from "@/lib/people/tokens/mutations";
import { type Person, TestHub } from "../support/hub";

const MINUTE_MS = 60_000;

let hub: TestHub;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  as = await hub.addPerson({ isInstanceAdmin: true });
});
afterAll(() => hub.close());

describe("sessions of an account", () => {
  const open = async (now: Date) => {
    const account = await hub.database.client.user.findUniqueOrThrow({ where: { id: as.userId } });
    return createSession({ account, userAgent: "", address: "", now });
  };
  const ids = async () =>
    (await hub.database.client.session.findMany({ where: { userId: as.userId } })).map(({ id }) => id);

  it("are bounded, however many right sign-ins there are, and a browser in use is not signed out", async () => {
    const now = Date.now();
    await hub.database.client.session.update({
      where: { id: as.sessionId },
      data: { createdAt: new Date(now - 60 * MINUTE_MS), lastUsedAt: new Date(now - 50 * MINUTE_MS) },
    });
    let latest: string | null = null;
    for (let i = 0; i < MAX_SESSIONS + 10; i++) latest = await open(new Date(now + i));
    expect(await ids()).toHaveLength(MAX_SESSIONS);
    expect(await ids()).toEqual(expect.arrayContaining([as.sessionId, latest]));
  });

  it("are bounded when many sign in at once", async () => {
    await Promise.all(Array.from({ length: MAX_SESSIONS + 5 }, () => open(new Date())));
    expect(await ids()).toHaveLength(MAX_SESSIONS);
  });
});

it("a person has so many API tokens in a team, and then is told to revoke one; expired ones do not count", async () => {
  const [teamId, userId] = [as.teamId, as.userId];
  const createdAt = new Date(Date.now() - MINUTE_MS);
  const row = (n: number) => ({
    teamId,
    userId,
    name: `n${n}`,
    hash: `${userId}-${n}`,
    hint: "lst_",
    createdAt,
  });
  const { client } = hub.database;
  await client.apiToken.createMany({ data: Array.from({ length: MAX_TOKENS - 1 }, (_, n) => row(n)) });
  await client.apiToken.create({ data: { ...row(-1), expiresAt: createdAt } });
  const make = () => hub.call(createToken, { as, body: { name: "one more" } });
  const answers = await Promise.all([make(), make(), make()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.json.error.message).toMatch(/Revoke one/);
  const other = await hub.addPerson({ teamId });
  expect((await hub.call(createToken, { as: other, body: { name: "mine" } })).status).toBe(201);
});

it("a team has so many unused invitations, and then is told to revoke some", async () => {
  const [createdAt, expiresAt] = [new Date(), new Date(Date.now() + MINUTE_MS)];
  const common = { teamId: as.teamId, invitedBy: as.userId, role: "viewer", createdAt, expiresAt };
  await hub.database.client.invitation.createMany({
    data: Array.from({ length: MAX_INVITATIONS - 1 }, (_, n) => ({ ...common, hash: `${as.teamId}-${n}` })),
  });
  const make = () => hub.call(invite, { as, body: { role: "viewer" } });
  const answers = await Promise.all([make(), make(), make()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.json.error.message).toMatch(/Revoke some/);
});

it("a person has one reset link at most, however many are created", async () => {
  const member = await hub.addPerson({ teamId: as.teamId, role: "member" });
  const make = () => hub.call(makeReset, { as, method: "POST", params: { user_id: String(member.userId) } });
  const answers = await Promise.all([make(), make(), make()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(await hub.database.client.passwordReset.count({ where: { userId: member.userId } })).toBe(1);
});

it("a person is in so many teams when they create another", async () => {
  const now = new Date();
  const { client } = hub.database;
  for (let n = 1; n < MAX_TEAMS_PER_PERSON - 1; n++) {
    const memberships = { create: { userId: as.userId, role: "admin", createdAt: now } };
    await client.team.create({ data: { name: `team ${n}`, createdAt: now, memberships } });
  }
  const make = async () => (await hub.call(createTeam, { as, body: { name: "one more" } })).status;
  expect([await make(), await make()]).toEqual([201, 409]);
});
