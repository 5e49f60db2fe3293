import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as read, PUT as set } from "@/app/api/v1/instance/registration/route";
import { POST as register } from "@/app/api/v1/register/route";
import { POST as createTeam, GET as listTeams } from "@/app/api/v1/teams/route";
import { signIn } from "@/lib/people/auth/sign-in";
import { type Person, TestHub } from "../support/hub";

let hub: TestHub;
let owner: Person;
let count = 0;

beforeAll(async () => {
  Object.assign(process.env, { SIGN_IN_ADDRESS_LIMIT: "3" });
  hub = await TestHub.open();
  owner = await hub.addPerson({ isInstanceAdmin: true });
});
afterAll(() => hub.close());

const open = (isOpen: boolean) => hub.call(set, { as: owner, method: "PUT", body: { open: isOpen } });
const grace = () => ({ name: "Grace", email: `grace${++count}@example.org`, password: "correct horse" });
const registerAs = (body: object, address = `10.2.0.${++count}`) =>
  hub.call(register, { body, headers: { "x-forwarded-for": address } });

describe("registration", () => {
  it("is closed until an admin of the installation opens it", async () => {
    expect((await hub.call(read, { as: owner })).json).toEqual({ open: false, source: "default" });
    const closed = await registerAs(grace());
    expect(closed.status).toBe(403);
    expect((await open(true)).json).toEqual({ open: true, source: "setting" });
    expect((await registerAs(grace())).status).toBe(201);
    expect((await open(false)).json).toEqual({ open: false, source: "setting" });
    expect((await registerAs(grace())).status).toBe(403);
  });

  it("is not for admins of a team to decide", async () => {
    const as = await hub.addPerson();
    expect((await hub.call(read, { as })).status).toBe(403);
    expect((await hub.call(set, { as, method: "PUT", body: { open: true } })).status).toBe(403);
  });

  it("creates an account with its own team, and no rights in the installation", async () => {
    await open(true);
    const person = grace();
    const { json } = await registerAs(person);
    const user = await hub.database.client.user.findUniqueOrThrow({
      where: { id: json.user_id },
      include: { memberships: { include: { team: true } } },
    });
    expect(user.isInstanceAdmin).toBe(false);
    expect(user.memberships).toMatchObject([{ role: "admin", team: { name: "Grace’s team" } }]);
    const attempt = { credentials: person, address: "10.9.9.9", userAgent: "", now: new Date() };
    expect((await signIn(attempt)).kind).toBe("signed_in");
  });

  it("creates one account when many request the same address at once", async () => {
    await open(true);
    const person = grace();
    const answers = await Promise.all(Array.from({ length: 4 }, () => registerAs(person)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await hub.database.client.user.count({ where: { email: person.email } })).toBe(1);
  });

  it("allows no more attempts from one address than sign-ins", async () => {
    await open(true);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await registerAs(grace(), "10.3.3.3")).status);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
  });
});

describe("a team", () => {
  it("can be created by everybody while registration is open, else by admins of the installation", async () => {
    const as = await hub.addPerson({ role: "viewer" });
    const create = (person: Person) => hub.call(createTeam, { as: person, body: { name: "Staging" } });
    await open(false);
    expect((await create(as)).status).toBe(403);
    expect((await create(owner)).status).toBe(201);
    await open(true);
    const { json: team } = await create(as);
    expect((await hub.call(listTeams, { as })).json.data).toEqual([
      { id: as.teamId, name: expect.any(String), role: "viewer", current: false },
      { id: team.id, name: "Staging", role: "admin", current: true },
    ]);
  });
});
