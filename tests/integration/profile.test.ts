import { hash as argon2 } from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PUT as changePassword } from "@/app/api/v1/me/password/route";
import { GET as me, PATCH as rename } from "@/app/api/v1/me/route";
import { DELETE as endSession } from "@/app/api/v1/sessions/[id]/route";
import { DELETE as endOthers, GET as listSessions } from "@/app/api/v1/sessions/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { hashPassword } from "@/lib/people/auth/password";
import { signIn } from "@/lib/people/auth/sign-in";
import { type Call, type Person, TestHub } from "../support/hub";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";
const PASSWORD = "correct horse";

let hub: TestHub;
let as: Person;
let email: string;

beforeAll(async () => {
  Object.assign(process.env, {
    SIGN_IN_ACCOUNT_LIMIT: "4",
    SIGN_IN_ADDRESS_LIMIT: "8",
    SIGN_IN_WINDOW: "1m",
  });
  hub = await TestHub.open();
});
beforeEach(async () => {
  as = await hub.addPerson({ role: "viewer" });
  const passwordHash = await hashPassword(PASSWORD);
  ({ email } = await hub.database.client.user.update({ where: { id: as.userId }, data: { passwordHash } }));
});
afterAll(() => hub.close());

let address = 0;
const anotherAddress = () => `10.0.0.${++address}`;

function signInAs(over: { email?: string; password?: string; address?: string; now?: Date } = {}) {
  const { now = new Date(), address = anotherAddress(), ...credentials } = over;
  return signIn({
    credentials: { email, password: PASSWORD, ...credentials },
    address,
    userAgent: FIREFOX,
    now,
  });
}

async function sessionsOf(person: Person) {
  return (await hub.call(listSessions, { as: person })).json.data;
}

describe("a person", () => {
  it("reads who they are, and changes their name", async () => {
    expect((await hub.call(rename, { as, method: "PATCH", body: { name: " Ada " } })).json).toEqual({
      name: "Ada",
    });
    expect((await hub.call(me, { as })).json).toMatchObject({
      id: as.userId,
      name: "Ada",
      is_instance_admin: false,
      team: { id: as.teamId },
      role: "viewer",
    });
  });

  it("sees their own sessions, with the current one marked, and ends one or all others at once", async () => {
    const [second, third] = [await signInAs(), await signInAs()];
    if (second.kind !== "signed_in" || third.kind !== "signed_in") throw new Error("not signed in");
    const shown = await sessionsOf(as);
    expect(shown).toHaveLength(3);
    expect(shown.filter((one: { current: boolean }) => one.current)).toMatchObject([{ id: as.sessionId }]);
    expect(shown.find((one: { id: string }) => one.id === second.sessionId)).toMatchObject({
      browser: "Firefox on Linux",
      address: `10.0.0.${address - 1}`,
      ends_at: expect.any(String),
    });
    const end = { as, method: "DELETE", params: { id: second.sessionId } };
    expect((await hub.call(endSession, end)).status).toBe(204);
    expect((await hub.call(endSession, end)).status).toBe(404);
    expect(await sessionsOf(as)).toHaveLength(2);
    expect((await hub.call(endOthers, { as, method: "DELETE" })).status).toBe(204);
    expect(await sessionsOf(as)).toMatchObject([{ id: as.sessionId, current: true }]);
  });

  it("cannot end or see somebody else's session in the same team", async () => {
    const other = await hub.addPerson({ teamId: as.teamId });
    const call = { as, method: "DELETE", params: { id: other.sessionId } };
    expect((await hub.call(endSession, call)).status).toBe(404);
    await hub.call(endOthers, { as, method: "DELETE" });
    expect(await sessionsOf(other)).toHaveLength(1);
  });

  it("can do none of this with an API token", async () => {
    const { token } = (await hub.call(createToken, { as, body: { name: "script" } })).json;
    const by = (call: Call): Call => ({ ...call, headers: { authorization: `Bearer ${token}` } });
    const params = { id: as.sessionId };
    const password = { current_password: PASSWORD, new_password: "another horse" };
    const answers = [
      await hub.call(rename, by({ method: "PATCH", body: { name: "Eve" } })),
      await hub.call(changePassword, by({ method: "PUT", body: password })),
      await hub.call(listSessions, by({})),
      await hub.call(endSession, by({ method: "DELETE", params })),
      await hub.call(endOthers, by({ method: "DELETE" })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await hub.call(me, by({}))).status).toBe(200);
  });
});

describe("a new password", () => {
  const change = (current_password: string, new_password: string) =>
    hub.call(changePassword, { as, method: "PUT", body: { current_password, new_password } });

  it("needs the current one, and ends every other session", async () => {
    await signInAs();
    const wrong = await change("wrong horse", "battery staple");
    expect(wrong.status).toBe(422);
    expect(Object.keys(wrong.json.error.fields)).toEqual(["current_password"]);
    expect(await sessionsOf(as)).toHaveLength(2);
    expect((await change(PASSWORD, "battery staple")).status).toBe(204);
    expect(await sessionsOf(as)).toMatchObject([{ current: true }]);
    expect((await signInAs()).kind).toBe("refused");
    expect((await signInAs({ password: "battery staple" })).kind).toBe("signed_in");
  });

  it("keeps API tokens, unless their end is asked for", async () => {
    await hub.call(createToken, { as, body: { name: "script" } });
    const tokens = () => hub.database.client.apiToken.count({ where: { userId: as.userId } });
    expect((await change(PASSWORD, "battery staple")).status).toBe(204);
    expect(await tokens()).toBe(1);
    const body = { current_password: "battery staple", new_password: PASSWORD, revoke_tokens: true };
    expect((await hub.call(changePassword, { as, method: "PUT", body })).status).toBe(204);
    expect(await tokens()).toBe(0);
  });

  it("is right however its letters are composed, when it was set and when it is typed", async () => {
    const [composed, decomposed] = ["correct h\u00f6rse", "correct ho\u0308rse"];
    expect((await change(PASSWORD, composed)).status).toBe(204);
    expect((await signInAs({ password: decomposed })).kind).toBe("signed_in");
    expect((await change(decomposed, `${decomposed}!`)).status).toBe(204);
    expect((await signInAs({ password: `${composed}!` })).kind).toBe("signed_in");
  });

  it.each([
    ["composed", "correct h\u00f6rse"],
    ["decomposed", "correct ho\u0308rse"],
  ])(
    "that was hashed as typed, %s, before there was a normal form is right in every form",
    async (_name, old) => {
      const passwordHash = await argon2(old);
      await hub.database.client.user.update({ where: { id: as.userId }, data: { passwordHash } });
      for (const password of [old.normalize("NFC"), old.normalize("NFD")])
        expect((await signInAs({ password })).kind).toBe("signed_in");
      expect((await signInAs({ password: "correct horse" })).kind).toBe("refused");
    },
  );

  it("must be long enough", async () => {
    const short = await change(PASSWORD, "too short");
    expect(Object.keys(short.json.error.fields)).toEqual(["new_password"]);
  });

  it("is accepted from one of many simultaneous changes", async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => change(PASSWORD, `battery staple ${n}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422]);
  });

  it("cannot be guessed in a browser that was left open", async () => {
    for (let i = 0; i < 4; i++) expect((await change("wrong horse", "battery staple")).status).toBe(422);
    const closed = await change(PASSWORD, "battery staple");
    expect(closed.status).toBe(429);
    expect(Number(closed.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("signing in is throttled", () => {
  const wrong = { password: "wrong horse" };
  const kinds = async (tries: Parameters<typeof signInAs>[0][]) => {
    const seen: string[] = [];
    for (const each of tries) seen.push((await signInAs(each)).kind);
    return seen;
  };

  it("for an account, from any address, until the window ends", async () => {
    expect(await kinds([wrong, wrong, wrong, wrong])).toEqual(Array(4).fill("refused"));
    expect(await kinds([wrong, {}])).toEqual(["throttled", "throttled"]);
    vi.setSystemTime(Date.now() + 61_000);
    expect((await signInAs()).kind).toBe("signed_in");
    vi.useRealTimers();
  });

  it("for an address, for any account, and leaves other addresses alone", async () => {
    const from = anotherAddress();
    const strangers = Array.from({ length: 8 }, (_, i) => ({
      ...wrong,
      email: `${i}@example.org`,
      address: from,
    }));
    expect(await kinds(strangers)).toEqual(Array(8).fill("refused"));
    expect(await kinds([{ address: from }, { address: from }])).toEqual(["throttled", "throttled"]);
    expect(await kinds([{}])).toEqual(["signed_in"]);
  });

  it("so that signing in to one's own account gains no further guesses at others", async () => {
    const from = anotherAddress();
    const guess = (i: number) => ({ ...wrong, email: `${from}-${i}@example.org`, address: from });
    const tries = [0, 1, 2, 3, 4, 5, 6].flatMap((i) => [guess(i), { address: from }]);
    expect(await kinds(tries)).not.toContain("throttled");
    expect(await kinds([guess(7), guess(8)])).toEqual(["refused", "throttled"]);
  });

  it("starts afresh for an account after its right password", async () => {
    expect(await kinds([wrong, wrong, wrong, {}, wrong, wrong, wrong, {}])).not.toContain("throttled");
  });
});
