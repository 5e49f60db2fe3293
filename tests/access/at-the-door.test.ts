import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findSetupCode } from "@/lib/people/auth/find-setup-code";
import { freePort } from "../support/free-port";
import { TestHub } from "../support/hub";
import { HubFront } from "../support/hub-front";

const HUB_URL = "https://monitor.example.org";
const LIMIT_MS = 15_000;
const ACCOUNT = { name: "Eve", email: "eve@example.org", password: "correct horse" };
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

let hub: TestHub;
let folder: string;
/** As somebody starts it first, and with HUB_URL; both with the same database. */
let bare: { front: HubFront; port: number };
let known: { front: HubFront; port: number };

beforeAll(async () => {
  hub = await TestHub.open();
  folder = await mkdtemp(path.join(tmpdir(), "lunasentri-door-"));
  bare = await start({});
  known = await start({ HUB_URL });
});
afterAll(async () => {
  await bare.front.stop();
  await known.front.stop();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(settings: Record<string, string>) {
  const port = await freePort();
  const own = { NODE_ENV: "production" as const, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "info" };
  const front = new HubFront({ ...process.env, ...own, ...settings });
  await front.start();
  return { front, port };
}

type Sent = { line: string; headers?: string[]; body?: string; host?: string };

/** Writes a request as it is and reads the whole answer; "" if the connection is closed without one. */
function send(port: number, { line, headers = [], body = "", host = "localhost" }: Sent): Promise<string> {
  const closes = headers.some((each) => /^connection:/i.test(each)) ? [] : ["Connection: close"];
  const length = body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const head = [`${line} HTTP/1.1`, `Host: ${host}`, ...closes, ...length, ...headers].join("\r\n");
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error(`no answer to ${line}`)));
    let text = "";
    socket.setEncoding("utf8").on("data", (part) => {
      text += part;
      // A connection that stays open after an upgrade was offered has its answer once its length has come.
      if (isWhole(text)) socket.destroy();
    });
    socket.on("error", reject).on("close", () => resolve(text));
    socket.write(`${head}\r\n\r\n${body}`);
  });
}

function isWhole(text: string): boolean {
  const [head = "", body] = text.split("\r\n\r\n", 2);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return body !== undefined && length !== undefined && Buffer.byteLength(body) >= Number(length);
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
const json = ["Content-Type: application/json"];

describe("a request that offers another protocol is answered over this one", () => {
  const upgrades = ["h2c", "websocket", "TLS/1.0", "h2c, websocket"];
  const paths: [string, Sent, number][] = [
    ["a page", { line: "GET /machines" }, 307],
    ["the API", { line: "GET /api/v1/me" }, 401],
    ["health", { line: "GET /api/health" }, 503],
    ["an agent without a key", { line: "POST /agent/metrics", headers: json, body: "{}" }, 401],
    ["an agent by the double slash", { line: "POST //agent/metrics", headers: json, body: "{}" }, 401],
    [
      "an agent's one-time token",
      { line: "POST /agent/enroll", headers: json, body: '{"token":"lse_x"}' },
      401,
    ],
    ["the installer", { line: "GET /install.sh" }, 200],
  ];
  it.each(upgrades.flatMap((upgrade) => paths.map((row) => [upgrade, ...row] as const)))(
    "%s: %s",
    async (upgrade, _name, sent, status) => {
      const offer = [
        "Connection: close, Upgrade, HTTP2-Settings",
        `Upgrade: ${upgrade}`,
        "HTTP2-Settings: AAMAAABk",
      ];
      const answer = await send(bare.port, { ...sent, headers: [...(sent.headers ?? []), ...offer] });
      expect(statusOf(answer)).toBe(status);
    },
  );
});

describe("what nobody should send costs a sentence, not a stack", () => {
  it.each<[string, Sent, number]>([
    ["TRACE on the API", { line: "TRACE /api/health" }, 405],
    ["TRACE on a page", { line: "TRACE /" }, 405],
    ["TRACE on an agent's path", { line: "TRACE /agent/metrics" }, 405],
    ["a tunnel", { line: "CONNECT localhost:443" }, 405],
    ["a method of WebDAV", { line: "PROPFIND /api/v1/me" }, 405],
    ["a method that nobody knows", { line: "BREW /pot" }, 405],
    ["a write to a page", { line: "POST /", body: "a=b" }, 405],
    ["bytes that are no HTTP", { line: "\u0016\u0003\u0001" }, 400],
    ["half a percent sequence", { line: "GET /%" }, 400],
    ["bytes that are no text", { line: "GET /machines/%ff" }, 400],
    ["a NUL", { line: "GET /%00" }, 400],
    ["the server as a whole", { line: "OPTIONS *" }, 400],
    ["a malformed address of another server", { line: "GET http://[" }, 400],
    ["an address with our host before its path", { line: "GET http://localhost/api/v1/me" }, 401],
    ["a host with a space", { line: "GET /api/auth/csrf", host: "a b" }, 400],
    ["two hosts", { line: "GET /api/auth/csrf", host: "a, a" }, 400],
    ["no host", { line: "GET /sign-in", host: "" }, 400],
    ["forged forwarded headers", { line: "GET /api/auth/csrf", headers: ["X-Forwarded-Host: <>, a"] }, 200],
    ["what writes into the log", { line: "POST /api/auth/_log", headers: json, body: "{}" }, 404],
    ["it in other letters", { line: "POST /api/auth/%5Flog", headers: json, body: "{}" }, 404],
    ["it in letters that hide the API", { line: "POST /%61pi/auth/_log", headers: json, body: "{}" }, 404],
    [
      "a sign-in that is no JSON",
      { line: "POST /api/auth/callback/credentials", headers: json, body: "{bad" },
      400,
    ],
    [
      "a sign-in without anything",
      { line: "POST /api/auth/callback/credentials", headers: json, body: "" },
      400,
    ],
    ["a sign-out that is no object", { line: "POST /api/auth/signout", headers: json, body: "null" }, 400],
    ["a path that leads up to another one", { line: "GET /agent/%2e%2e/sign-in" }, 400],
    ["a page of next-auth", { line: "GET /api/auth/signout" }, 404],
  ])("%s", async (_name, sent, status) => {
    const answer = await send(bare.port, sent);
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toMatch(/\n\s+at /);
  });

  it("and none of it is in the log", () => {
    expect(bare.front.logs).not.toMatch(/\n\s+at |TypeError|_log|"level":[56]0/);
  });
});

it.each([
  ["a stranger's overview", "GET /", "/sign-in"],
  ["a stranger's machine", "GET /machines/7", "/sign-in?callback=%2Fmachines%2F7"],
])("leads %s to the sign-in page in a few bytes", async (_name, line, location) => {
  const answer = await send(bare.port, { line });
  expect([statusOf(answer), /^location: (.*)$/im.exec(answer)?.[1]?.trim()]).toEqual([307, location]);
  expect(Buffer.byteLength(answer)).toBeLessThan(1_000);
});

it.each([
  ["a page", "GET /sign-in", "text/html"],
  ["the API", "GET /api/v1/me", "application/json"],
  ["a refusal", "POST /machines", "text/plain"],
  ["an agent's answer", "POST /agent/metrics", "application/json"],
  ["a script for agents", "GET /agent.sh", "text/x-shellscript"],
])("lets no browser guess what %s is", async (_name, line, type) => {
  const answer = await send(bare.port, { line });
  expect(answer).toMatch(/^x-content-type-options: nosniff/im);
  expect(answer.toLowerCase()).toContain(`content-type: ${type}`);
});

it("listens to both families", async ({ skip }) => {
  skip(!hasIpv6, "this machine has no IPv6");
  for (const host of ["127.0.0.1", "[::1]"])
    expect((await fetch(`http://${host}:${bare.port}/agent.sh`)).status).toBe(200);
});

describe("the first admin", () => {
  const setUp = (port: number, body: object, host: string, origin = `http://${host}`) =>
    send(port, {
      line: "POST /api/v1/setup",
      host,
      headers: [...json, `Origin: ${origin}`],
      body: JSON.stringify({ ...ACCOUNT, ...body }),
    });

  it("is not a page of another site that leads here, nor whoever comes first", async () => {
    const rebound = `evil.example:${bare.port}`;
    expect(statusOf(await setUp(bare.port, {}, rebound))).toBe(422);
    expect(statusOf(await setUp(bare.port, { code: "0000-0000-0000" }, rebound))).toBe(422);
    expect(statusOf(await setUp(bare.port, {}, "localhost"))).toBe(422);
    const code = await findSetupCode(new Date());
    // With HUB_URL, not even with the code.
    expect(statusOf(await setUp(known.port, { code }, "evil.example"))).toBe(403);
    expect(await hub.database.client.user.count()).toBe(0);
  });

  it("has the code from the hub's output, the same in every process, and none of it in the log", async () => {
    const code = await findSetupCode(new Date());
    const [printed, other] = [bare, known].map(
      ({ front }) => /Create the first admin at (\S+)/.exec(front.logs)?.[1],
    );
    expect(printed).toBe(`http://localhost:${bare.port}/setup?code=${code}`);
    expect(other).toBe(`${HUB_URL}/setup?code=${code}`);
    const logged = [bare, known].flatMap(({ front }) =>
      front.logs.split("\n").filter((line) => line.startsWith("{")),
    );
    expect(logged.filter((line) => line.includes(String(code)))).toEqual([]);
    expect(statusOf(await setUp(known.port, { code }, "monitor.example.org", HUB_URL))).toBe(201);
    expect(statusOf(await setUp(bare.port, { code }, "localhost"))).toBe(409);
  });
});

describe("once HUB_URL says where the hub is", () => {
  it.each<[string, Sent, number]>([
    ["a page under another name is refused", { line: "GET /sign-in", host: "evil.example" }, 403],
    ["a sign-in", { line: "POST /api/auth/callback/credentials", host: "evil.example", body: "a=b" }, 403],
    ["a session", { line: "GET /api/v1/me", host: "evil.example" }, 403],
    ["the live stream", { line: "GET /api/live", host: "evil.example" }, 403],
    ["not the hub's own name", { line: "GET /sign-in", host: "MONITOR.example.org.:8443" }, 200],
    ["not this very machine", { line: "GET /sign-in", host: "127.0.0.1:3000" }, 200],
    ["not an agent", { line: "POST /agent/metrics", host: "evil.example", headers: json, body: "{}" }, 401],
    ["not the installer", { line: "GET /install.sh", host: "evil.example" }, 200],
    ["not a health check", { line: "GET /api/health", host: "evil.example" }, 503],
    [
      "not a program with a token",
      { line: "GET /api/v1/me", host: "evil.example", headers: ["Authorization: Bearer lst_x"] },
      401,
    ],
  ])("%s", async (_name, sent, status) => {
    const answer = await send(known.port, sent);
    expect(statusOf(answer)).toBe(status);
    if (status === 403) expect(answer).toContain(`this hub is at ${HUB_URL}`);
  });

  it("cookies are for HTTPS and this host only, whether or not a proxy is trusted", async () => {
    const answer = await send(known.port, { line: "GET /api/auth/csrf", host: "monitor.example.org" });
    expect(answer).toMatch(/^set-cookie: __Host-next-auth\.csrf-token=.*; Path=\/;.*; Secure/im);
    expect(answer).toMatch(/^strict-transport-security: max-age=\d{8}/im);
  });

  it("a session that was planted for a whole domain counts for nothing", async () => {
    const { cookie } = await hub.addPerson();
    const ask = (name: string) =>
      send(known.port, {
        line: "GET /api/v1/me",
        host: "monitor.example.org",
        headers: [`Cookie: ${name}${cookie}`],
      });
    expect(statusOf(await ask(""))).toBe(401);
    expect(statusOf(await ask("__Secure-"))).toBe(401);
    expect(statusOf(await ask("__Host-"))).toBe(200);
  });
});
