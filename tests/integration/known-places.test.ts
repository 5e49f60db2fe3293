import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PUT as changePassword } from "@/app/api/v1/me/password/route";
import { browserCookieName, makeBrowserProof } from "@/lib/people/auth/known-browser";
import { hashPassword } from "@/lib/people/auth/password";
import { signIn } from "@/lib/people/auth/sign-in";
import { type Person, TestHub } from "../support/hub";

const PASSWORD = "correct horse";
const ACCOUNT_LIMIT = 4;
const ADDRESS_LIMIT = 6;

let hub: TestHub;
let as: Person;
let email: string;
let passwordHash: string;
let lastAddress = 0;

beforeAll(async () => {
  Object.assign(process.env, {
    SIGN_IN_ACCOUNT_LIMIT: String(ACCOUNT_LIMIT),
    SIGN_IN_ADDRESS_LIMIT: String(ADDRESS_LIMIT),
  });
  hub = await TestHub.open();
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  as = await hub.addPerson();
  ({ email } = await hub.database.client.user.update({ where: { id: as.userId }, data: { passwordHash } }));
});
afterAll(() => hub.close());

const elsewhere = () => `10.1.${Math.floor(++lastAddress / 250)}.${lastAddress % 250}`;

type Attempt = { password?: string; address?: string; proof?: string; email?: string };

function attempt({ password = PASSWORD, address = elsewhere(), proof, ...over }: Attempt = {}) {
  return signIn({
    credentials: { email, password, ...over },
    address,
    userAgent: "",
    readProof: (accountId) => (accountId === as.userId ? proof : undefined),
    now: new Date(),
  });
}

/** Signs in, and returns the proof that the browser keeps. */
async function signedIn(given: Attempt = {}): Promise<string> {
  const result = await attempt(given);
  if (result.kind !== "signed_in") throw new Error(result.kind);
  return result.browserProof;
}

async function kinds(given: Attempt, times: number): Promise<string[]> {
  const seen: string[] = [];
  for (let i = 0; i < times; i++) seen.push((await attempt(given)).kind);
  return seen;
}

/** As many wrong passwords from everywhere as close the account to strangers. */
async function lockOut(): Promise<void> {
  expect(await kinds({ password: "wrong horse" }, ACCOUNT_LIMIT)).not.toContain("throttled");
  expect((await attempt()).kind).toBe("throttled");
}

describe("when strangers have used up an account's attempts, its owner gets in", () => {
  it("with a browser that signed in before, from anywhere", async () => {
    const proof = await signedIn();
    await lockOut();
    expect((await attempt({ proof })).kind).toBe("signed_in");
    expect((await attempt()).kind).toBe("throttled");
  });

  it.each([
    ["the same address", "203.0.113.7", "203.0.113.7"],
    ["another address of the same IPv6 network", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9"],
  ])("from %s as an open session", async (_name, first, next) => {
    await signedIn({ address: first });
    await lockOut();
    expect((await attempt({ address: next })).kind).toBe("signed_in");
  });

  it("with a known browser, even if its address has no attempts left", async () => {
    const proof = await signedIn();
    const address = elsewhere();
    await kinds({ email: "stranger@example.org", password: "wrong horse", address }, ADDRESS_LIMIT);
    expect((await attempt({ address })).kind).toBe("throttled");
    expect((await attempt({ address, proof })).kind).toBe("signed_in");
  });

  it("in a session that is open, to change the password", async () => {
    await lockOut();
    const body = { current_password: PASSWORD, new_password: "battery staple" };
    const changed = await hub.call(changePassword, { as, method: "PUT", body });
    expect(changed.status).toBe(204);
    const cookie = changed.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
    const proof = new RegExp(`^${browserCookieName(as.userId)}=([^;]+); Path=/api/auth;`).exec(cookie)?.[1];
    expect((await attempt({ password: "battery staple", ...(proof && { proof }) })).kind).toBe("signed_in");
  });
});

describe("guesses stay bounded", () => {
  it("in a known browser, which has its own count", async () => {
    const proof = await signedIn();
    const wrong = { password: "wrong horse", proof };
    expect(await kinds(wrong, ACCOUNT_LIMIT + 1)).toEqual([
      ...Array(ACCOUNT_LIMIT).fill("refused"),
      "throttled",
    ]);
    expect((await attempt({ proof })).kind).toBe("throttled");
    // Which does not close the account to anybody else.
    expect((await attempt()).kind).toBe("signed_in");
  });

  it("from a known address", async () => {
    const address = "198.51.100.4";
    await signedIn({ address });
    expect(await kinds({ password: "wrong horse", address }, ACCOUNT_LIMIT + 1)).toContain("throttled");
  });

  it("for strangers: the owner's sign-ins give them no further attempts", async () => {
    const proof = await signedIn();
    await kinds({ password: "wrong horse" }, ACCOUNT_LIMIT - 1);
    await signedIn({ proof });
    expect(await kinds({ password: "wrong horse" }, 2)).toEqual(["refused", "throttled"]);
  });

  it.each<[string, () => Promise<string> | string]>([
    ["that was made up", () => "A".repeat(64)],
    ["that is too short", () => "AAAA"],
    ["that is empty", () => ""],
    ["that was changed", async () => `${(await signedIn()).slice(0, -2)}AA`],
    [
      "of another account",
      async () => makeBrowserProof({ id: (await hub.addPerson()).userId, passwordHash }),
    ],
    [
      "from before the password was changed",
      async () => {
        const proof = await signedIn();
        await hub.database.client.user.update({
          where: { id: as.userId },
          data: { passwordHash: await hashPassword(PASSWORD) },
        });
        return proof;
      },
    ],
  ])("a proof %s is none", async (_name, make) => {
    const proof = await make();
    await hub.database.client.session.deleteMany({ where: { userId: as.userId } });
    await lockOut();
    expect((await attempt({ proof })).kind).toBe("throttled");
  });

  it("a connection without an address is never a known one", async () => {
    await signedIn({ address: "unknown" });
    await lockOut();
    expect((await attempt({ address: "unknown" })).kind).toBe("throttled");
  });
});
