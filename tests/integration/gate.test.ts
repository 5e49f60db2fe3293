import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as getMachine } from "@/app/api/v1/machines/[id]/route";
import { POST as createMachine, GET as listMachines } from "@/app/api/v1/machines/route";
import { findSession } from "@/lib/people/auth/gate";
import { deleteSession } from "@/lib/people/auth/mutations";
import { type Person, TestHub } from "../support/hub";

const DAY_MS = 86_400_000;

let hub: TestHub;

beforeAll(async () => {
  hub = await TestHub.open();
});

afterAll(() => hub.close());

const tokenOf = (person: Person) => person.cookie.slice(person.cookie.indexOf("=") + 1);
const statusFor = async (as: Person, headers: Record<string, string> = {}) =>
  (await hub.call(listMachines, { as, headers })).status;
const TLS = { "x-forwarded-proto": "https" };

describe("the gate", () => {
  it("lets in anyone who is signed in, also behind TLS", async () => {
    const person = await hub.addPerson();
    expect(await statusFor(person)).toBe(200);
    expect(await statusFor({ ...person, cookie: `__Host-${person.cookie}` }, TLS)).toBe(200);
  });

  it.each(["", "__Secure-"])(
    "takes no session behind TLS that another host of the domain could have planted (%s…)",
    async (prefix) => {
      const person = await hub.addPerson();
      expect(await statusFor({ ...person, cookie: `${prefix}${person.cookie}` }, TLS)).toBe(401);
    },
  );

  it("closes when the session's row is deleted", async () => {
    const person = await hub.addPerson();
    await deleteSession(person.sessionId);
    expect(await statusFor(person)).toBe(401);
  });

  it("closes when the user or the membership is deleted", async () => {
    const [gone, outside] = [await hub.addPerson(), await hub.addPerson()];
    await hub.database.client.user.delete({ where: { id: gone.userId } });
    await hub.database.client.membership.deleteMany({ where: { userId: outside.userId } });
    expect([await statusFor(gone), await statusFor(outside)]).toEqual([401, 401]);
  });

  it("follows a changed role without a new sign-in", async () => {
    const person = await hub.addPerson({ role: "member" });
    await hub.database.client.membership.updateMany({
      where: { userId: person.userId },
      data: { role: "viewer" },
    });
    expect((await findSession({ token: tokenOf(person), now: new Date() }))?.role).toBe("viewer");
  });

  it.each([
    ["no cookie", ""],
    ["an empty cookie", "next-auth.session-token="],
    ["a made-up cookie", "next-auth.session-token=eyJhbGciOiJub25lIn0.e30."],
  ])("refuses %s", async (_name, cookie) => {
    const answer = await hub.call(listMachines, { headers: { cookie } });
    expect(answer.status).toBe(401);
    expect(answer.json.error.code).toBe("unauthenticated");
  });

  it("refuses a tampered cookie", async () => {
    const person = await hub.addPerson();
    expect(await statusFor({ ...person, cookie: `${person.cookie.slice(0, -4)}AAAA` })).toBe(401);
  });

  it("extends a session that is used, and ends an unused one after 30 days", async () => {
    const person = await hub.addPerson();
    const seenAfter = async (days: number) =>
      (await findSession({ token: tokenOf(person), now: new Date(Date.now() + days * DAY_MS) })) !== null;
    expect(await seenAfter(20)).toBe(true);
    expect(await seenAfter(40)).toBe(true);
    expect(await seenAfter(71)).toBe(false);
  });

  it("records a session's last use at most once a minute", async () => {
    const person = await hub.addPerson();
    const lastUse = async () =>
      (await hub.database.client.session.findUniqueOrThrow({ where: { id: person.sessionId } })).lastUsedAt;
    const first = await lastUse();
    await findSession({ token: tokenOf(person), now: new Date(first.getTime() + 59_000) });
    expect(await lastUse()).toEqual(first);
    const later = new Date(first.getTime() + 61_000);
    await findSession({ token: tokenOf(person), now: later });
    expect(await lastUse()).toEqual(later);
  });
});

describe("teams", () => {
  it("see nothing of each other: another team's object looks absent", async () => {
    const [mine, theirs] = [await hub.addPerson(), await hub.addPerson()];
    const { json: machine } = await hub.call(createMachine, { as: theirs, body: { name: "theirs" } });
    const foreign = await hub.call(getMachine, { as: mine, params: { id: String(machine.id) } });
    const absent = await hub.call(getMachine, { as: mine, params: { id: "999999" } });
    expect(foreign.status).toBe(404);
    expect(foreign.json).toEqual(absent.json);
    expect((await hub.call(listMachines, { as: mine })).json.data).toEqual([]);
    expect((await hub.call(createMachine, { as: mine, body: { name: "theirs" } })).status).toBe(201);
  });
});
