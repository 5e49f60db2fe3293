import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ask, BYPASSES, type Bypass } from "../support/access/bypasses";
import {
  CALLERS,
  type Caller,
  type CallerName,
  Callers,
  type ObjectKind,
  OWNERS,
  type Owner,
} from "../support/access/callers";
import { expectedOfApi, expectedOfPage } from "../support/access/expected";
import { type Answered, sendRaw } from "../support/access/send-raw";
import { API, PAGES } from "../support/access/table";
import { freePort } from "../support/free-port";
import { TestHub } from "../support/hub";
import { HubFront } from "../support/hub-front";

// These must see nothing of the home team.
const OUTSIDERS = [
  "nobody",
  "a session that was ended",
  "somebody in no team",
  "another team's admin",
] as const;
/** These get in, but not everywhere: by a detour they try only what they may not do. */
const VIEWER = "a viewer";

let hub: TestHub;
let cast: Callers;
let front: HubFront;
let url: string;
let dataDir: string;

beforeAll(async () => {
  Object.assign(process.env, { TELEGRAM_API_URL: "http://127.0.0.1:9", WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8" });
  hub = await TestHub.open();
  cast = await Callers.create(hub);
  dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-access-"));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const own = { NODE_ENV: "production" as const, HOST: "127.0.0.1", PORT: String(port), DATA_DIR: dataDir };
  front = new HubFront({ ...process.env, ...own });
  await front.start();
});
afterAll(async () => {
  await front.stop();
  await hub.close();
  await rm(dataDir, { recursive: true, force: true });
});

type Place = { address: string; object: ObjectKind | undefined };

async function pathTo({ address, object }: Place, caller: Caller, whose: Owner): Promise<string> {
  if (object === undefined) return address;
  return address.replace(/\{\w+\}/, await cast.object({ kind: object, whose, caller }));
}

const hiddenFrom = (name: CallerName) =>
  OUTSIDERS.some((outsider) => outsider === name)
    ? [cast.canaryOf(cast.home), cast.canaryOf(cast.abroad)]
    : [cast.canaryOf(cast.abroad)];
const leaks = (name: CallerName, { text }: Answered) =>
  hiddenFrom(name).filter((canary) => text.includes(canary));

describe("page × caller × owner", () => {
  it.each(Object.entries(PAGES))("%s", async (address, access) => {
    const wrong: string[] = [];
    for (const name of CALLERS) {
      for (const whose of access.object === undefined ? (["own"] as const) : OWNERS) {
        const caller = await cast.caller(name);
        const { object } = access;
        const to = await pathTo({ address, object }, caller, whose);
        const answer = await sendRaw({ url, ask: { method: "GET", path: to, headers: caller.headers } });
        const expected = expectedOfPage({ access, caller: name, whose });
        const isRight =
          typeof expected === "number"
            ? answer.status === expected
            : answer.status === 307 && answer.location?.split("?")[0] === expected;
        const found = `${answer.status} ${answer.location ?? ""}`;
        if (!isRight) wrong.push(`${name}, ${whose}: ${found} instead of ${expected}`);
        wrong.push(...leaks(name, answer).map((canary) => `${name}, ${whose}: saw ${canary}`));
      }
    }
    expect(wrong).toEqual([]);
  });
});

const APPS_OWN_REFUSAL = /NEXT_REDIRECT|NEXT_HTTP_ERROR_FALLBACK;404/;

/** What is wrong with an answer to somebody who should have got nothing; null: nothing is wrong. */
function judge({
  name,
  ask,
  answer,
  isPage,
  mayPass,
}: {
  name: CallerName;
  ask: Ask;
  answer: Answered;
  isPage: boolean;
  mayPass: boolean;
}): string | null {
  const [canary] = leaks(name, answer);
  if (canary !== undefined) return `${ask.method} ${ask.path}: ${name} saw ${canary}`;
  const isSuccess = answer.status >= 200 && answer.status < 300;
  // OPTIONS names only the methods, HEAD has no body; to a middleware prefetch Next answers {} without looking further.
  if (!isSuccess || mayPass || answer.text === "" || answer.text === "{}") return null;
  if (isPage && APPS_OWN_REFUSAL.test(answer.text)) return null;
  return `${ask.method} ${ask.path}: ${name} got ${answer.status}: ${answer.text.slice(0, 160)}`;
}

/** Requests a page as an outsider, by a detour. */
async function tryPage(caller: Caller, detour: Bypass, address: string): Promise<string | null> {
  const access = PAGES[address];
  // A link is for anyone who has it.
  if (access === undefined || access.object === "link" || access.object === "reset link") return null;
  const { name, headers } = caller;
  const expected = expectedOfPage({ access, caller: name, whose: "own" });
  if (name === VIEWER && expected !== 404) return null;
  const to = await pathTo({ address, object: access.object }, caller, "own");
  const ask = detour({ method: "GET", path: to, headers });
  return judge({ name, ask, answer: await sendRaw({ url, ask }), isPage: true, mayPass: expected === 200 });
}

/** The same for a method of a route. */
async function tryRoute(caller: Caller, detour: Bypass, route: string): Promise<string | null> {
  const access = API[route];
  const isOwn = access?.object?.startsWith("own ") || access?.least === "person";
  // People may reach what belongs to them by any path.
  if (access === undefined || isOwn || access.least === "anybody") return null;
  const { name, headers } = caller;
  const mayPass = expectedOfApi({ access, caller: name, whose: "own" }).some((status) => status < 300);
  if (name === VIEWER && mayPass) return null;
  const [method = "GET", address = ""] = route.split(" ");
  const to = await pathTo({ address, object: access.object }, caller, "own");
  const ask = detour({ method, path: to, headers });
  const body = typeof access.body === "function" ? await access.body(cast) : access.body;
  const answer = await sendRaw({ url, ask, ...(body !== undefined && { body }) });
  return judge({ name, ask, answer, isPage: false, mayPass });
}

describe("no bypass by", () => {
  it.each(Object.entries(BYPASSES))("%s", async (_name, detour) => {
    const wrong: (string | null)[] = [];
    for (const name of [...OUTSIDERS, VIEWER] as const) {
      const caller = await cast.caller(name);
      const pages = Object.keys(PAGES).map((address) => tryPage(caller, detour, address));
      const routes = Object.keys(API).map((route) => tryRoute(caller, detour, route));
      wrong.push(...(await Promise.all([...pages, ...routes])));
    }
    expect(wrong.filter((each) => each !== null)).toEqual([]);
  });

  it("any of them has changed anything", async () => {
    const { client } = hub.database;
    for (const id of Object.values(cast.machines)) {
      const machine = await client.machine.findUniqueOrThrow({ where: { id } });
      expect([machine.status, machine.updatedAt]).toEqual(["pending", machine.createdAt]);
    }
    const teamId = cast.home.teamId;
    expect((await client.team.findUniqueOrThrow({ where: { id: teamId } })).offlineAfterMs).toBeNull();
    expect(await client.machine.count({ where: { teamId, NOT: { status: "pending" } } })).toBe(0);
  });
});

it("sends no secret address on to anybody", async () => {
  const caller = await cast.caller("nobody");
  const link = await cast.object({ kind: "link", whose: "own", caller });
  const response = await fetch(`${url}/join/${link}`);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(front.logs).not.toContain(link);
});
