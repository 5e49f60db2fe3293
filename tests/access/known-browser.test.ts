import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { hashPassword } from "@/lib/people/auth/password";
import { freePort } from "../support/free-port";
import { type Person, TestHub } from "../support/hub";
import { HubFront } from "../support/hub-front";

const PASSWORD = "correct horse";
const ACCOUNT_LIMIT = 10;

let hub: TestHub;
let front: HubFront;
let url: string;
let dataDir: string;
let as: Person;
let email: string;

beforeAll(async () => {
  hub = await TestHub.open();
  dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-browser-"));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  front = new HubFront({
    ...process.env,
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    DATA_DIR: dataDir,
    // The tests say which address a request comes from.
    TRUSTED_PROXIES: "127.0.0.0/8",
    LOG_LEVEL: "info",
    SIGN_IN_ACCOUNT_LIMIT: String(ACCOUNT_LIMIT),
  });
  await front.start();
});
beforeEach(async () => {
  as = await hub.addPerson();
  const data = { passwordHash: await hashPassword(PASSWORD) };
  ({ email } = await hub.database.client.user.update({ where: { id: as.userId }, data }));
});
afterAll(async () => {
  await front.stop();
  await hub.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The cookies of a browser, as it keeps them. */
type Jar = Map<string, string>;

function keep(jar: Jar, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  }
}

let lastAddress = 0;

/** Tries to sign in from an address of its own. Returns the refusal's code (null: signed in) and the cookies that were set. */
async function signIn(jar: Jar, password: string): Promise<{ refusal: string | null; set: string[] }> {
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const from = { "x-forwarded-for": `203.0.113.${++lastAddress}`, "x-forwarded-proto": "https" };
  const csrf = await fetch(`${url}/api/auth/csrf`, { headers: { ...from, cookie: cookie() } });
  keep(jar, csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { ...from, cookie: cookie() },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  keep(jar, answer);
  const body = (await answer.json()) as { url: string };
  return { refusal: new URL(body.url).searchParams.get("error"), set: answer.headers.getSetCookie() };
}

it("a browser that signed in before gets in while strangers have used up the account's attempts", async () => {
  const browser: Jar = new Map();
  const first = await signIn(browser, PASSWORD);
  expect(first.refusal).toBeNull();
  const proofs = first.set.filter((line) => line.startsWith("lunasentri-browser-"));
  expect(proofs).toHaveLength(1);
  expect(proofs[0]).toMatch(/^lunasentri-browser-\d+=[\w-]{64}; Path=\/api\/auth; .*HttpOnly; .*Secure$/);
  for (let tries = 0; tries < ACCOUNT_LIMIT; tries++) {
    const wrong = await signIn(new Map(), "wrong horse");
    expect(wrong.refusal).toBe("CredentialsSignin");
    expect(wrong.set.join()).not.toContain("lunasentri-browser-");
  }
  expect((await signIn(new Map(), PASSWORD)).refusal).toBe("TooManyAttempts");
  // Signing out ends the session, and leaves the browser known.
  browser.delete("__Secure-next-auth.session-token");
  expect((await signIn(browser, PASSWORD)).refusal).toBeNull();
});

it("a disabled account is said to be so only after the right password", async () => {
  await hub.database.client.user.update({ where: { id: as.userId }, data: { disabledAt: new Date() } });
  expect((await signIn(new Map(), "wrong horse")).refusal).toBe("CredentialsSignin");
  const right = await signIn(new Map(), PASSWORD);
  expect(right.refusal).toBe("AccountDisabled");
  expect(right.set.join()).not.toContain("lunasentri-browser-");
});

it("logs each attempt with account and address, and no e-mail address", async () => {
  await signIn(new Map(), PASSWORD);
  const fields = `"accountId":${as.userId},"address":"203.0.113.${lastAddress}","msg":"Signed in"`;
  await expect.poll(() => front.logs).toContain(fields);
  expect(front.logs).not.toContain(email);
});
