import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { POST as disable } from "@/app/api/v1/instance/accounts/[id]/disable/route";
import { POST as enable } from "@/app/api/v1/instance/accounts/[id]/enable/route";
import { PUT as setRegistration } from "@/app/api/v1/instance/registration/route";
import { POST as createInvitation } from "@/app/api/v1/invitations/route";
import { POST as join } from "@/app/api/v1/join/route";
import { GET as listMachines } from "@/app/api/v1/machines/route";
import { PUT as changePassword } from "@/app/api/v1/me/password/route";
import { POST as makeReset } from "@/app/api/v1/members/[user_id]/password-reset/route";
import { PATCH as changeRole, DELETE as removeMember } from "@/app/api/v1/members/[user_id]/route";
import { POST as reset } from "@/app/api/v1/password-reset/route";
import { POST as register } from "@/app/api/v1/register/route";
import { DELETE as endOthers } from "@/app/api/v1/sessions/route";
import { DELETE as revokeTeamToken } from "@/app/api/v1/team/tokens/[id]/route";
import { POST as createTeam } from "@/app/api/v1/teams/route";
import { DELETE as revokeToken } from "@/app/api/v1/tokens/[id]/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { inRequest } from "@/lib/base/request-context";
import { hashPassword } from "@/lib/people/auth/password";
import { signIn } from "@/lib/people/auth/sign-in";
import { resetByHost } from "@/lib/people/password-resets/reset-by-host";
import { AccessLog } from "../support/access-log";
import { type Call, type Person, TestHub } from "../support/hub";

const PASSWORD = "correct horse";
const ADDRESS = "203.0.113.9";

let hub: TestHub;
let log: AccessLog;
let boss: Person;
let as: Person;
let email: string;

beforeAll(async () => {
  Object.assign(process.env, {
    SIGN_IN_ACCOUNT_LIMIT: "2",
    SIGN_IN_ADDRESS_LIMIT: "1000",
    LOG_LEVEL: "info",
  });
  hub = await TestHub.open();
});
beforeEach(async () => {
  boss = await hub.addPerson({ isInstanceAdmin: true });
  as = await hub.addPerson({ teamId: boss.teamId });
  const passwordHash = await hashPassword(PASSWORD);
  const data = { passwordHash, name: "Eve Unsaid" };
  ({ email } = await hub.database.client.user.update({ where: { id: as.userId }, data }));
  log = AccessLog.follow();
});
afterAll(() => hub.close());

const from = (call: Call): Call => ({
  ...call,
  headers: { "x-forwarded-for": ADDRESS, ...call.headers },
});
const call = (handler: Parameters<TestHub["call"]>[0], given: Call) => hub.call(handler, from(given));
const onMember = (method: string, body?: object) => ({
  as: boss,
  method,
  params: { user_id: String(as.userId) },
  ...(body && { body }),
});
const onAccount = () => ({ as: boss, method: "POST", params: { id: String(as.userId) } });

function signInAs(over: { email?: string; password?: string } = {}) {
  return inRequest({ address: ADDRESS }, () =>
    signIn({
      credentials: { email, password: PASSWORD, ...over },
      address: ADDRESS,
      userAgent: "",
      now: new Date(),
    }),
  );
}

it("tells of sign-ins, right and wrong, once each, and once of repeated ones that a limit refuses", async () => {
  await signInAs();
  await signInAs({ password: "wrong horse" });
  await signInAs({ email: "nobody@example.org" });
  await signInAs({ password: "wrong horse" });
  for (let i = 0; i < 5; i++) await signInAs();
  const accountId = as.userId;
  expect(log.lines()).toEqual([
    { msg: "Signed in", accountId },
    { msg: "Sign-in refused", accountId, outcome: "wrong_password" },
    { msg: "Sign-in refused", accountId: null, outcome: "unknown_account" },
    { msg: "Sign-in refused", accountId, outcome: "wrong_password" },
    { msg: "Sign-in refused", accountId, outcome: "too_many_attempts" },
  ]);
});

it("tells of passwords, resets and sessions", async () => {
  const accountId = as.userId;
  await call(changePassword, {
    as,
    method: "PUT",
    body: { current_password: "wrong horse", new_password: "battery staple" },
  });
  await call(changePassword, {
    as,
    method: "PUT",
    body: { current_password: PASSWORD, new_password: "battery staple", revoke_tokens: true },
  });
  await call(endOthers, { as, method: "DELETE" });
  const { url } = (await call(makeReset, onMember("POST"))).json;
  await call(reset, { body: { reset: url.split("/reset/")[1], new_password: "battery staple" } });
  await inRequest({ address: ADDRESS }, () => resetByHost({ email, now: new Date() }));
  const teamId = as.teamId;
  expect(log.lines()).toEqual([
    { msg: "Password change refused", accountId, outcome: "wrong_password" },
    { msg: "Password changed", accountId, outcome: "tokens_revoked" },
    { msg: "Sessions ended", accountId, outcome: "all_others" },
    { msg: "Password reset link created", accountId, by: boss.userId, teamId },
    { msg: "Password reset link used", accountId },
    { msg: "Password reset link created", accountId, by: "host" },
  ]);
});

it("tells of roles, people, invitations, teams, registration and accounts", async () => {
  const [accountId, by, teamId] = [as.userId, boss.userId, boss.teamId];
  await call(changeRole, onMember("PATCH", { role: "viewer" }));
  await call(removeMember, onMember("DELETE"));
  const { id: invitationId, url } = (await call(createInvitation, { as: boss, body: { role: "member" } }))
    .json;
  const stranger = await hub.addPerson();
  await call(join, { as: stranger, body: { invitation: url.split("/join/")[1] } });
  const made = (await call(createTeam, { as: boss, body: { name: "Ops" } })).json;
  await call(setRegistration, { as: boss, method: "PUT", body: { open: true } });
  const body = { name: "Mallory", email: "mallory@example.org", password: "battery staple" };
  const registered = (await call(register, { body })).json;
  await call(setRegistration, { as: boss, method: "PUT", body: { open: false } });
  await call(disable, onAccount());
  await call(enable, onAccount());
  expect(log.lines()).toEqual([
    { msg: "Role changed", accountId, by, teamId, role: "viewer" },
    { msg: "Member removed", accountId, by, teamId },
    { msg: "Invitation created", accountId: by, teamId, invitationId, role: "member" },
    { msg: "Member joined", accountId: stranger.userId, teamId },
    { msg: "Team created", accountId: by, teamId: made.id },
    { msg: "Registration opened", accountId: by },
    {
      msg: "Account created",
      accountId: registered.user_id,
      teamId: registered.team_id,
      outcome: "registered",
    },
    { msg: "Registration closed", accountId: by },
    { msg: "Account disabled", accountId, by },
    { msg: "Account enabled", accountId, by },
  ]);
});

it("tells of tokens: created, used for the first time, revoked by whom", async () => {
  const [accountId, teamId] = [as.userId, as.teamId];
  const make = async () => (await call(createToken, { as, body: { name: "Unsaid" } })).json;
  const [one, other] = [await make(), await make()];
  const authorization = `Bearer ${one.token}`;
  await call(listMachines, { headers: { origin: "", authorization } });
  await call(listMachines, { headers: { origin: "", authorization } });
  await call(revokeToken, { as, method: "DELETE", params: { id: String(one.id) } });
  await call(revokeTeamToken, { as: boss, method: "DELETE", params: { id: String(other.id) } });
  expect(log.lines()).toEqual([
    { msg: "API token created", accountId, teamId, tokenId: one.id },
    { msg: "API token created", accountId, teamId, tokenId: other.id },
    { msg: "API token used for the first time", accountId, teamId, tokenId: one.id },
    { msg: "API token revoked", accountId, teamId, tokenId: one.id },
    { msg: "API token revoked", accountId, by: boss.userId, teamId, tokenId: other.id },
  ]);
});

it("says where each came from, and never who by name, address or secret", async () => {
  await signInAs();
  const made = (await call(createToken, { as, body: { name: "Unsaid" } })).json;
  expect(log.all()).toHaveLength(2);
  for (const line of log.all()) expect(JSON.parse(line)).toMatchObject({ part: "access", address: ADDRESS });
  for (const secret of [email, "Unsaid", PASSWORD, made.token])
    expect(log.all().join()).not.toContain(secret);
});
