import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { POST as setup } from "@/app/api/v1/setup/route";
import { createFirstAdmin } from "@/lib/people/auth/create-first-admin";
import { ensureFirstAdmin } from "@/lib/people/auth/ensure-first-admin";
import { findSetupCode, findSetupPath } from "@/lib/people/auth/find-setup-code";
import { signIn } from "@/lib/people/auth/sign-in";
import { TestHub } from "../support/hub";

let hub: TestHub;

const ada = { name: "Ada", email: "Ada@Example.org", password: "correct horse" };

beforeAll(async () => {
  Object.assign(process.env, { ADMIN_EMAIL: "env@example.org", ADMIN_PASSWORD: "from the environment" });
  hub = await TestHub.open();
});

/** As a browser sends it that was given the link. */
async function withCode(over: object = {}) {
  return { ...ada, code: await findSetupCode(new Date()), ...over };
}

afterEach(async () => {
  await hub.database.client.user.deleteMany();
  await hub.database.client.team.deleteMany();
});

afterAll(() => hub.close());

it("creates the first admin with a team, who can then sign in", async () => {
  const answer = await hub.call(setup, {
    body: await withCode({ team_name: "Ops", time_zone: "Europe/Berlin" }),
  });
  expect(answer.status).toBe(201);
  const user = await hub.database.client.user.findFirstOrThrow({
    include: { memberships: { include: { team: true } } },
  });
  expect(user).toMatchObject({ email: "ada@example.org", isInstanceAdmin: true });
  expect(user.passwordHash).toMatch(/^\$argon2id\$/);
  expect(user.memberships).toMatchObject([
    { role: "admin", team: { name: "Ops", timeZone: "Europe/Berlin" } },
  ]);
  const attempt = { address: "10.0.0.1", userAgent: "test", now: new Date() };
  const right = { email: " ADA@example.org", password: ada.password };
  expect(await signIn({ ...attempt, credentials: right })).toMatchObject({
    kind: "signed_in",
    userId: user.id,
  });
  expect(await signIn({ ...attempt, credentials: { ...right, password: "wrong horse" } })).toEqual({
    kind: "refused",
  });
  expect(await signIn({ ...attempt, credentials: { ...right, email: "x@example.org" } })).toEqual({
    kind: "refused",
  });
  expect(await signIn({ ...attempt, credentials: {} })).toEqual({ kind: "refused" });
});

it("accepts one of many simultaneous setups", async () => {
  const body = await withCode();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      hub.call(setup, { body: { ...body, email: `racer${index}@example.org` } }),
    ),
  );
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([201, ...Array(7).fill(409)]);
  expect(await hub.database.client.user.count()).toBe(1);
  expect(await hub.database.client.team.count()).toBe(1);
});

it("is closed once an account exists", async () => {
  await hub.addPerson();
  const answer = await hub.call(setup, { body: ada });
  expect(answer.status).toBe(409);
  expect(answer.json.error).toMatchObject({ code: "conflict" });
});

it("accepts the code however it is typed, and the link leads to the page with it", async () => {
  const code = (await findSetupCode(new Date())) ?? "";
  expect(await findSetupPath(new Date())).toBe(`/setup?code=${code}`);
  const typed = ` ${code.toLowerCase().replaceAll("-", " ")}`;
  expect((await hub.call(setup, { body: { ...ada, code: typed } })).status).toBe(201);
});

it.each<[string, object]>([
  ["no code", {}],
  ["a made-up code", { code: "0000-0000-0000" }],
  ["an empty code", { code: "" }],
])("refuses %s, creates nobody, and says where the code is", async (_name, over) => {
  const answer = await hub.call(setup, { body: { ...ada, ...over } });
  expect(answer.status).toBe(422);
  expect(answer.json.error.fields.code).toContain("npm run setup-link");
  expect(await hub.database.client.user.count()).toBe(0);
});

it("refuses even the right code after many wrong ones from an address, but not from another", async () => {
  const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
  const guess = { body: { ...ada, code: "0000-0000-0000" } };
  for (let count = 0; count < 50; count++)
    expect((await hub.call(setup, { ...guess, ...from("2001:db8::1") })).status).toBe(422);
  const right = { body: await withCode() };
  const refused = await hub.call(setup, { ...right, ...from("2001:db8::2") });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await hub.call(setup, { ...right, ...from("2001:db8:1::1") })).status).toBe(201);
});

it("has one code for all its processes, none once there is an account, and another one if it is emptied", async () => {
  const code = await findSetupCode(new Date());
  expect(await findSetupCode(new Date())).toBe(code);
  await createFirstAdmin({ setup: ada, now: new Date() });
  expect(await findSetupCode(new Date())).toBeNull();
  expect(await findSetupPath(new Date())).toBeNull();
  await hub.database.client.user.deleteMany();
  expect(await findSetupCode(new Date())).not.toBe(code);
});

it.each([
  ["a short password", { password: "nine char" }, "password"],
  ["a malformed address", { email: "ada" }, "email"],
  ["a blank name", { name: "  " }, "name"],
  ["an unknown field", { is_admin: true }, "is_admin"],
])("refuses %s and names the field", async (_name, over, field) => {
  const answer = await hub.call(setup, { body: await withCode(over) });
  expect(answer.status).toBe(422);
  expect(Object.keys(answer.json.error.fields)).toEqual([field]);
});

it("creates the admin of ADMIN_EMAIL once, and never touches an existing account", async () => {
  await Promise.all([ensureFirstAdmin(), ensureFirstAdmin()]);
  const before = await hub.database.client.user.findFirstOrThrow();
  expect(before.email).toBe("env@example.org");
  await ensureFirstAdmin();
  expect(await hub.database.client.user.findMany()).toEqual([before]);
});
