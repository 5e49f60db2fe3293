import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, request } from "undici";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Door } from "./door";

const SLOTS = { underWay: 2, underWayOfOne: 1, waiting: 32, waitingOfOne: 16, waitLimitMs: 5_000 };
const LIMITS = {
  known: { ...SLOTS, perMinute: 1_000 },
  strangers: { ...SLOTS, perMinute: 40 },
};

let server: Server;
let agent: Agent;
/** Requests under way, by path. */
let underWay: Map<string, ServerResponse>;
let arrived: (path: string) => Promise<unknown>;

beforeEach(async () => {
  underWay = new Map();
  agent = new Agent({ connections: null });
  const door = new Door(async ({ headers }) => (headers.cookie ? `account ${headers.cookie}` : null), LIMITS);
  server = createServer((asked, response) => {
    const path = asked.url ?? "";
    void door.admit(asked, response).then((isIn) => {
      if (!isIn) return;
      if (path === "/api/live") response.writeHead(200).flushHeaders();
      else if (path.endsWith("/quick")) response.end("ok");
      underWay.set(path, response);
      server.emit(`in ${path}`);
    });
  }).listen(0, "127.0.0.1");
  arrived = (path) => once(server, `in ${path}`);
  await once(server, "listening");
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await agent.destroy();
});

type Headers = Record<string, string>;

function ask(path: string, headers: Headers = {}, given: { signal?: AbortSignal; method?: "POST" } = {}) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return request(url, { dispatcher: agent, headers, ...given });
}
/** Sends a request that stays under way. */
async function begin(path: string, headers: Headers = {}): Promise<void> {
  const isIn = arrived(path);
  ask(path, headers).catch(() => {});
  await isIn;
}
const from = (address: string) => ({ "x-forwarded-for": address });
const as = (cookie: string) => ({ cookie });

it("lets one request of an address be under way, sixteen more wait, and refuses the next", async () => {
  await begin("/1");
  const more = Array.from({ length: 17 }, (_, index) => ask(`/${index}/quick`));
  const refused = await Promise.race(more);
  expect(refused.statusCode).toBe(503);
  expect(refused.headers["retry-after"]).toBe("2");
  expect(await refused.body.json()).toEqual({
    error: { code: "unavailable", message: "The hub is busy with other requests. Try again in 2 seconds." },
  });
  underWay.get("/1")?.end();
  const statuses = (await Promise.all(more)).map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 200)).toHaveLength(16);
});

it("gives people and other addresses their turn while strangers of one address have theirs", async () => {
  await begin("/1");
  for (const [path, headers] of [
    ["/quick", as("a")],
    ["/quick", from("192.0.2.7")],
  ] as const) {
    expect((await ask(path, headers)).statusCode).toBe(200);
  }
});

it("counts an address by its /64", async () => {
  await begin("/1", from("2001:db8::1"));
  const third = ask("/3/quick", from("2001:db8::3"));
  expect((await ask("/quick", from("2001:db8:0:1::1"))).statusCode).toBe(200);
  underWay.get("/1")?.end();
  expect((await third).statusCode).toBe(200);
});

it("counts an event stream only until it flows", async () => {
  for (let i = 0; i < 10; i++) await await begin("/api/live", as("a"));
  expect((await ask("/quick", as("a"))).statusCode).toBe(200);
});

it("gives the turn of a client that leaves to the next one", async () => {
  const left = new AbortController();
  const isIn = arrived("/1");
  const abandoned = ask("/1", {}, { signal: left.signal });
  await isIn;
  const third = ask("/3/quick");
  left.abort();
  await expect(abandoned).rejects.toThrow();
  expect((await third).statusCode).toBe(200);
});

it("does not let a write that waits for others keep its caller's turn", async () => {
  const isIn = arrived("/slow");
  ask("/slow", as("a"), { method: "POST" }).catch(() => {});
  await isIn;
  expect((await ask("/quick", as("a"))).statusCode).toBe(200);
});

it("refuses an address after its requests of a minute, with a page for people, but no account", async () => {
  for (let i = 0; i < 40; i++) expect(await (await ask("/quick")).body.text()).toBe("ok");
  const refused = await ask("/quick", { accept: "text/html,*/*" });
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(await refused.body.text()).toMatch(
    /<p>Too many requests came from here in a short time\.<\/p>.* again by itself in \d+ seconds/,
  );
  expect((await ask("/quick", as("a"))).statusCode).toBe(200);
});
