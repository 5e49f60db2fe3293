import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { HubSession } from "../../scripts/simulate/hub-session.mjs";
import { Agents } from "../support/agents";
import { FaultyHub } from "../support/faulty-hub";
import { TelegramServer } from "../support/telegram";

const ADMIN = { email: "a@example.org", password: `right-${randomBytes(12).toString("hex")}` };
const WRONG_PASSWORD = `wrong-${randomBytes(12).toString("hex")}`;
const INSTANCE_SECRET = randomBytes(32).toString("hex");

let hub: FaultyHub;
let telegram: TelegramServer;
beforeAll(async () => {
  telegram = await TelegramServer.start();
  const env = {
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    LUNASENTRI_SECRET: INSTANCE_SECRET,
    TELEGRAM_API_URL: telegram.url,
    LOG_LEVEL: "debug",
  };
  hub = await FaultyHub.start({ env, withWeb: true });
});
afterAll(async () => {
  await hub.stop();
  await telegram.stop();
});

/** Every value of every row, as text. */
async function dumpRows(): Promise<string> {
  const { client, engine } = hub.database;
  const tables = await client.$queryRawUnsafe<{ name: string }[]>(
    engine.kind === "sqlite"
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const rows = await Promise.all(tables.map(({ name }) => client.$queryRawUnsafe(`SELECT * FROM "${name}"`)));
  return JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));
}

it("no secret is in a log, in a later answer, or in clear text in a row", async ({ task }) => {
  const planted = new Map([
    ["instance secret", INSTANCE_SECRET],
    ["password", ADMIN.password],
    ["mistyped password", WRONG_PASSWORD],
    ["bot token", telegram.token],
    ["unknown agent key", `lsk_${randomBytes(24).toString("base64url")}`],
    ["unknown API token", `lst_${randomBytes(24).toString("base64url")}`],
  ]);
  const plant = (name: string, value: string) => {
    planted.set(name, value);
    return value;
  };
  const session = new HubSession(hub.url);
  await session.signIn({ ...ADMIN, password: WRONG_PASSWORD }).catch(() => undefined);
  await session.signIn(ADMIN);
  await session.call("PUT", "/api/v1/instance/telegram", { token: telegram.token });
  const keys: string[] = [];
  for (let number = 1; number <= 4; number++) {
    const added = await session.call("POST", "/api/v1/machines", { name: `m${number}`, offline_after: "5s" });
    keys.push(plant(`agent key ${number}`, added.api_key));
    plant(`enrol token ${number}`, added.enroll_token);
    const rotated = await session.call("POST", `/api/v1/machines/${added.id}/rotate-key`, { overlap: "24h" });
    plant(`rotated key ${number}`, rotated.api_key);
  }
  // Receivers that fail and echo what they were sent, and one that does not exist.
  const { token } = await session.call("POST", "/api/v1/tokens", { name: "program" });
  plant("API token", token);
  hub.receiver.answer({ kind: "status", status: 500, body: "out of order" });
  for (const [number, url] of [hub.receiver.url, hub.receiver.url, "http://127.0.0.1:9/"].entries()) {
    const created = await session.call("POST", "/api/v1/channels", {
      type: "webhook",
      name: `w${number}`,
      url,
    });
    plant(`webhook secret ${number}`, created.secret);
    const { secret } = await session.call("POST", `/api/v1/channels/${created.id}/rotate-secret`, {});
    plant(`new webhook secret ${number}`, secret);
    await session.call("POST", `/api/v1/channels/${created.id}/test`, {});
  }
  const lastPart = (url: string) => new URL(url).pathname.split("/").at(-1) ?? "";
  const invitation = await session.call("POST", "/api/v1/invitations", { role: "member" });
  const invitationToken = plant("invitation token", lastPart(invitation.url));
  const bob = {
    name: "Bob",
    email: "bob@example.org",
    password: plant("member's password", `bob-${randomBytes(12).toString("hex")}`),
  };
  await new HubSession(hub.url).call("POST", "/api/v1/register", { ...bob, invitation: invitationToken });
  const { data: members } = await session.call("GET", "/api/v1/members");
  const { user_id: bobId } = members.find(({ email }: { email: string }) => email === bob.email);
  const reset = await session.call("POST", `/api/v1/members/${bobId}/password-reset`, {});
  const resetToken = plant("reset token", lastPart(reset.url));
  await session.call("POST", "/api/v1/channels", { type: "telegram", name: "chat", chat_id: 7 });
  const post = (path: string, headers: Record<string, string>, body = "{}") =>
    fetch(`${hub.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  // A link that a chat answers twice, and one that it answers wrongly.
  telegram.setChat(8);
  const link = await session.call("POST", "/api/v1/chat-links", {});
  const linkToken = plant("link token", new URL(link.url).searchParams.get("start") ?? "");
  for (const words of [linkToken, linkToken, `${linkToken}x`])
    telegram.updates.say({ chatId: 8, text: `/start ${words}` });
  await telegram.waitFor(({ text }) => text.includes("already been used"));
  // Every wrong form of what carries a secret.
  const value = (name: string) => planted.get(name) ?? "";
  await post("/agent/metrics", { "x-api-key": value("unknown agent key") });
  await post("/agent/metrics", { "x-api-key": value("agent key 1") }, "{not json");
  await post("/agent/metrics", { "x-api-key": value("agent key 1") }, '{"boot_id":"\\u0000"}');
  await post(`/agent/metrics?key=${value("agent key 2")}`, {
    authorization: `Bearer ${value("agent key 2")}`,
  });
  await post("/agent/enroll", {}, JSON.stringify({ token: value("enrol token 1") }));
  await post("/agent/enroll", {}, JSON.stringify({ token: value("enrol token 1") }));
  await post("/api/v1/machines", { authorization: `Bearer ${value("unknown API token")}` });
  await post("/api/v1/machines", { authorization: `Bearer ${value("API token")}` }, "{");
  await post("/api/v1/password-reset", {}, JSON.stringify({ reset: resetToken, new_password: "short" }));
  await post(
    "/api/v1/password-reset",
    {},
    JSON.stringify({ reset: `${resetToken}x`, new_password: "long enough" }),
  );
  for (const page of [`/join/${invitationToken}`, `/reset/${resetToken}`, `/reset/${resetToken}x`])
    await fetch(`${hub.url}${page}`);
  // Outages whose notifications fail, so that their errors are logged and stored.
  const agents = new Agents({ hubUrl: hub.url, apiKeys: keys, intervalMs: 500 });
  await hub.heardFor(1_500);
  await agents.stop();
  const { client } = hub.database;
  await hub.until("tried", async () => (await client.deliveryAttempt.count()) >= 12);
  const program = { authorization: `Bearer ${value("API token")}` };
  const answers: string[] = [];
  for (const path of [
    "machines",
    "channels",
    "deliveries",
    "incidents",
    "overview",
    "tokens",
    "instance/telegram",
    "sessions",
  ])
    answers.push(await (await fetch(`${hub.url}/api/v1/${path}`, { headers: program })).text());
  for (const { body } of hub.receiver.received) answers.push(JSON.stringify(body));
  for (const { text } of telegram.received) answers.push(text);
  const places = { logs: hub.logs, answers: answers.join("\n"), rows: await dumpRows() };
  const hits = Object.entries(places).flatMap(([place, text]) =>
    [...planted].flatMap(([name, secret]) => (text.includes(secret) ? [`${name} in ${place}`] : [])),
  );
  const kilobytes = Math.round(Object.values(places).join("").length / 1024);
  task.meta.claim = {
    tries: `${planted.size} secrets, ${kilobytes} kB searched`,
    figure: `hits ${hits.length}`,
  };
  expect(planted.size).toBeGreaterThanOrEqual(20);
  expect(new Set(planted.values()).size).toBe(planted.size);
  expect(places.rows).toContain("m1");
  expect(hits).toEqual([]);
});
