import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFirstAdmin } from "@/lib/people/auth/create-first-admin";
import { findNginx } from "../../scripts/test-tools/nginx.mjs";
import { freePort } from "../support/free-port";
import { TestHub } from "../support/hub";
import { HubFront } from "../support/hub-front";
import { CLIENT, NGINX, OTHERS } from "../support/proxies/fronts";
import type { RunningProxy } from "../support/proxies/running-proxy";
import { Visitor } from "../support/proxies/visitor";

const ADMIN = { name: "Ada", email: "ada@example.org", password: "correct horse" };
const EVIL = "https://evil.example";
const EVENT = /event: (overview|tick)\ndata: .*\n\n/;

let hub: TestHub;
let folder: string;
const webs = new Map<string, Promise<{ front: HubFront; port: number }>>();

beforeAll(async () => {
  hub = await TestHub.open();
  await createFirstAdmin({ setup: ADMIN, now: new Date() });
  folder = await mkdtemp(path.join(tmpdir(), "lunasentri-proxies-"));
});
afterAll(async () => {
  for (const started of webs.values()) await (await started).front.stop();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

/** One hub for each set of settings. */
function webWith(env: Record<string, string>): Promise<{ front: HubFront; port: number }> {
  const start = async () => {
    const port = await freePort();
    const own = { NODE_ENV: "production" as const, PORT: String(port), DATA_DIR: folder };
    const front = new HubFront({ ...process.env, ...own, ...env });
    await front.start();
    return { front, port };
  };
  const key = JSON.stringify(env);
  const started = webs.get(key) ?? start();
  webs.set(key, started);
  return started;
}

describe.each([...Object.entries(NGINX), ...Object.entries(OTHERS)])("%s", (name, front) => {
  const isMissing = name in NGINX && findNginx() === null;
  const isEncrypted = front.url.startsWith("https:");
  const cookieName = `${isEncrypted ? "__Host-" : ""}next-auth.session-token`;
  let proxy: RunningProxy;
  let admin: Visitor;
  let machine: { id: number; api_key: string };

  beforeAll(async () => {
    if (isMissing) return;
    const { port } = await webWith(front.env);
    proxy = await front.start(port);
    admin = new Visitor(front.url, proxy);
  });
  afterAll(() => proxy?.stop());

  // One after the other: each needs what those before it have made.
  const check = (what: string, run: () => Promise<void>) =>
    it(what, async ({ skip }) => {
      skip(isMissing, "nginx is not installed here");
      await run();
    });

  check("a page leads a stranger to the sign-in page of the same address, and back", async () => {
    const { status, headers } = await admin.ask({ path: "/machines?status=offline" });
    const location = new URL(headers.location ?? "", front.url);
    expect([status, location.origin, location.pathname]).toEqual([307, front.url, "/sign-in"]);
    expect(location.searchParams.get("callback")).toBe("/machines?status=offline");
  });

  check("somebody signs in, and the browser keeps the session", async () => {
    const { status, text } = await admin.signIn(ADMIN);
    expect([status, JSON.parse(text).url]).toEqual([200, front.url]);
    expect([...admin.cookies.keys()]).toContain(cookieName);
  });

  check("their page is shown, with what browsers need to be safe", async () => {
    const { status, headers, text } = await admin.ask({ path: "/machines" });
    expect([status, text.includes("<h1")]).toEqual([200, true]);
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[\w+/]+=*';/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["strict-transport-security"]).toBe(isEncrypted ? "max-age=31536000" : undefined);
  });

  check("they write", async () => {
    const { status, text } = await admin.write("POST", "/api/v1/machines", { name: `behind ${name}` });
    expect(status, text).toBe(201);
    machine = JSON.parse(text);
  });

  check("another site does not write for them, and is told so", async () => {
    const { status, text } = await admin.write("POST", "/api/v1/machines", { name: "evil" }, EVIL);
    expect([status, text]).toEqual([403, expect.stringContaining(`its page is at ${EVIL}`)]);
  });

  check("the live stream comes event by event", async () => {
    const { status, headers } = await admin.ask({
      path: "/api/live",
      until: new RegExp(`${EVENT.source}${EVENT.source}`, "s"),
    });
    expect([status, headers["content-type"]]).toEqual([200, "text/event-stream; charset=utf-8"]);
  });

  check("an agent reports on every path, even if it offers an upgrade", async () => {
    const agent = new Visitor(front.url, proxy);
    const headers = { "x-api-key": machine.api_key, "content-type": "application/json" };
    for (const reported of ["/agent/metrics", "/api/agent/metrics"]) {
      const { status } = await agent.ask({ method: "POST", path: reported, headers, body: '{"cpu_pct":12}' });
      expect([reported, status]).toEqual([reported, 202]);
    }
    const upgrade = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABk" };
    const offered = await agent.ask({
      method: "POST",
      path: "/agent/metrics",
      headers: { ...headers, ...upgrade },
      body: '{"cpu_pct":12}',
    });
    expect(offered.status).toBe(202);
  });

  check("the installer and links name the public address", async () => {
    const { text } = await new Visitor(front.url, proxy).ask({ path: "/install.sh" });
    const [, named] = /^\s*(?:HUB_URL|HUB|hub)=['"]?([^'"\s]+)/m.exec(text) ?? [];
    expect(named).toBe(front.url);
    const invited = await admin.write("POST", "/api/v1/invitations", { role: "viewer" });
    expect(JSON.parse(invited.text).url).toMatch(new RegExp(`^${front.url}/join/`));
  });

  check("their session has the address that they come from", async () => {
    const { text } = await admin.ask({ path: "/api/v1/sessions" });
    const sessions = (JSON.parse(text) as { data: { current: boolean; address: string }[] }).data;
    expect(sessions.find(({ current }) => current)?.address).toBe(front.seen ?? CLIENT);
  });

  check("they sign out", async () => {
    const { csrfToken } = JSON.parse((await admin.ask({ path: "/api/auth/csrf" })).text);
    const { status } = await admin.ask({
      method: "POST",
      path: "/api/auth/signout",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken, json: "true" }).toString(),
    });
    expect(status).toBe(200);
    expect(admin.cookies.has(cookieName)).toBe(false);
    expect((await admin.ask({ path: "/api/v1/me" })).status).toBe(401);
  });
});
