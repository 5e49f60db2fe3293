import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE as revoke } from "@/app/api/v1/invitations/[id]/route";
import { POST as invite, GET as listInvitations } from "@/app/api/v1/invitations/route";
import { POST as join } from "@/app/api/v1/join/route";
import { GET as listMachines } from "@/app/api/v1/machines/route";
import { GET as me } from "@/app/api/v1/me/route";
import { POST as register } from "@/app/api/v1/register/route";
import { findOffer } from "@/lib/people/invitations/find-offer";
import { type Person, TestHub } from "../support/hub";

const WEEK_MS = 7 * 86_400_000;

let hub: TestHub;
let admin: Person;
let address = 0;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  admin = await hub.addPerson();
});
afterAll(() => hub.close());

async function makeLink(body: object = {}) {
  const { status, json } = await hub.call(invite, { as: admin, body: { role: "member", ...body } });
  expect(status).toBe(201);
  const token: string = json.url.slice(json.url.lastIndexOf("/") + 1);
  return { ...json, token };
}

const joinWith = (invitation: string, as: Person) => hub.call(join, { as, body: { invitation } });
const newcomer = () => ({ name: "Grace", email: `grace${++address}@example.org`, password: "correct horse" });
const registerWith = (body: object) =>
  hub.call(register, {
    body: { ...newcomer(), ...body },
    headers: { "x-forwarded-for": `10.1.0.${++address}` },
  });
const rolesOf = async () =>
  (
    await hub.database.client.membership.findMany({
      where: { teamId: admin.teamId },
      orderBy: { createdAt: "asc" },
    })
  ).map(({ role }) => role);

describe("an invitation", () => {
  it("is a link that is shown once, stored as its hash, and valid for a week", async () => {
    const { token, url, mail, ...view } = await makeLink({ role: "viewer", email: "Grace@Example.org" });
    expect(mail).toBeNull();
    expect(url).toBe(`http://hub.lan/join/${token}`);
    expect(token).toMatch(/^lsi_/);
    expect(view).toMatchObject({ role: "viewer", email: "grace@example.org", invited_by: "Somebody" });
    expect(Date.parse(view.expires_at) - Date.parse(view.created_at)).toBe(WEEK_MS);
    expect((await hub.call(listInvitations, { as: admin })).json.data).toEqual([view]);
    const row = await hub.database.client.invitation.findUniqueOrThrow({ where: { id: view.id } });
    expect(JSON.stringify(row)).not.toContain(token.slice(4));
    expect(await findOffer({ token, now: new Date() })).toMatchObject({
      team: { id: admin.teamId },
      role: "viewer",
    });
  });

  it("lets somebody who is signed in join, and switches their session to the team", async () => {
    const { token } = await makeLink();
    const person = await hub.addPerson();
    expect((await joinWith(token, person)).json).toEqual({ team_id: admin.teamId });
    expect((await hub.call(me, { as: person })).json).toMatchObject({
      team: { id: admin.teamId },
      role: "member",
    });
    expect((await joinWith(token, await hub.addPerson())).status).toBe(410);
  });

  it("lets somebody new create an account in the team, although registration is closed", async () => {
    const { token } = await makeLink({ role: "viewer" });
    const answer = await registerWith({ invitation: token });
    expect(answer.status).toBe(201);
    expect(answer.json.team_id).toBe(admin.teamId);
    const memberships = await hub.database.client.membership.findMany({
      where: { userId: answer.json.user_id },
    });
    expect(memberships).toMatchObject([{ teamId: admin.teamId, role: "viewer" }]);
    expect((await registerWith({ invitation: token })).status).toBe(410);
  });

  it("is used only once by many at once, new or not", async () => {
    const { token } = await makeLink();
    const people = await Promise.all([hub.addPerson(), hub.addPerson(), hub.addPerson()]);
    const answers = await Promise.all([
      ...people.map((person) => joinWith(token, person)),
      registerWith({ invitation: token }),
      registerWith({ invitation: token }),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status < 300)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(4);
    expect(await rolesOf()).toEqual(["admin", "member"]);
  });

  it("stays valid if a member of the team opens it, or an account cannot be created", async () => {
    const { token } = await makeLink();
    expect((await joinWith(token, admin)).status).toBe(409);
    const taken = newcomer();
    const { token: other } = await makeLink();
    await registerWith({ ...taken, invitation: other });
    const refused = await registerWith({ ...taken, invitation: token });
    expect(refused.status).toBe(409);
    expect(Object.keys(refused.json.error.fields)).toEqual(["email"]);
    expect((await joinWith(token, await hub.addPerson())).status).toBe(200);
  });

  it.each<[string, (id: number) => Promise<unknown>]>([
    ["was revoked", (id) => hub.call(revoke, { as: admin, method: "DELETE", params: { id: String(id) } })],
    [
      "has expired",
      (id) => hub.database.client.invitation.update({ where: { id }, data: { expiresAt: new Date() } }),
    ],
  ])("says only that it has ended if it %s", async (_name, act) => {
    const { token, id } = await makeLink();
    await act(id);
    const over = await joinWith(token, await hub.addPerson());
    expect(over.status).toBe(410);
    const neverMade = await joinWith(`lsi_${"x".repeat(38)}`, await hub.addPerson());
    expect(over.json).toEqual(neverMade.json);
    expect((await registerWith({ invitation: token })).json).toEqual(over.json);
    expect(await findOffer({ token, now: new Date() })).toBeNull();
    expect((await hub.call(listInvitations, { as: admin })).json.data).toEqual([]);
  });

  it("is for admins of its team", async () => {
    const { id } = await makeLink();
    const [member, stranger] = [
      await hub.addPerson({ role: "member", teamId: admin.teamId }),
      await hub.addPerson(),
    ];
    const params = { id: String(id) };
    expect((await hub.call(invite, { as: member, body: { role: "viewer" } })).status).toBe(403);
    expect((await hub.call(listInvitations, { as: member })).status).toBe(403);
    expect((await hub.call(revoke, { as: member, method: "DELETE", params })).status).toBe(403);
    expect((await hub.call(revoke, { as: stranger, method: "DELETE", params })).status).toBe(404);
    expect((await hub.call(listInvitations, { as: stranger })).json.data).toEqual([]);
  });
});

it("lets in nobody who is not signed in, and no program", async () => {
  const { token } = await makeLink();
  expect((await hub.call(join, { body: { invitation: token } })).status).toBe(401);
  expect((await hub.call(listMachines)).status).toBe(401);
});
