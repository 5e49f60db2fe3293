import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALLERS, type CallerName, Callers, OWNERS, type Owner } from "../support/access/callers";
import { expectedOfApi } from "../support/access/expected";
import { type Handler, listMethods, listPages } from "../support/access/routes";
import { API, type ApiAccess, PAGES } from "../support/access/table";
import { TestHub } from "../support/hub";

const TABLE = "tests/support/access/table.ts";

const methods = await listMethods();
const pages = listPages();

let hub: TestHub;
let cast: Callers;

beforeAll(async () => {
  // None of this leaves the machine: nothing listens there.
  Object.assign(process.env, {
    TELEGRAM_API_URL: "http://127.0.0.1:9",
    WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8",
    SIGN_IN_ADDRESS_LIMIT: "1000",
  });
  hub = await TestHub.open();
  cast = await Callers.create(hub);
});
afterAll(() => hub.close());

describe("everything that can be requested is in the table", () => {
  it.each([...methods.keys()])("%s", (name) => {
    const line = `  "${name}": { least: "viewer", gives: 200${name.includes("{") ? ', object: "machine"' : ""} },`;
    const advice = `${name} has no entry. Say who gets in: add to API in ${TABLE} a line such as\n${line}`;
    expect(API[name], advice).toBeDefined();
  });

  it.each(pages)("page %s", (address) => {
    const line = `  "${address}": { least: "viewer"${address.includes("{") ? ', object: "machine"' : ""} },`;
    const advice = `The page has no entry. Say who sees it: add to PAGES in ${TABLE} a line such as\n${line}`;
    expect(PAGES[address], advice).toBeDefined();
  });

  it("and nothing else is", () => {
    expect(Object.keys(API).filter((name) => !methods.has(name))).toEqual([]);
    expect(Object.keys(PAGES).filter((address) => !pages.includes(address))).toEqual([]);
  });
});

type Cell = { name: string; access: ApiAccess; handler: Handler; callerName: CallerName; whose: Owner };

/** Sends one request, as a new caller and for a new object. Returns how the answer differs from the table; null: not at all. */
async function ask({ name, access, handler, callerName, whose }: Cell): Promise<string | null> {
  const caller = await cast.caller(callerName);
  const key = /\{(\w+)\}/.exec(name)?.[1];
  const params =
    key === undefined || access.object === undefined
      ? {}
      : { [key]: await cast.object({ kind: access.object, whose, caller }) };
  const body = typeof access.body === "function" ? await access.body(cast) : access.body;
  const request = hub.request({
    method: name.split(" ")[0] ?? "GET",
    headers: caller.headers,
    ...(body !== undefined && { body }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = isStream ? "" : await response.text();
  if (isStream) await response.body?.cancel();

  const expected = expectedOfApi({ access, caller: callerName, whose });
  const question = `${callerName}, ${access.object === undefined ? "" : `${whose} ${access.object}: `}`;
  if (!expected.includes(response.status)) {
    return `${question}${response.status} instead of ${expected.join(" or ")}: ${text.slice(0, 200)}`;
  }
  const isHome = !["another team's admin", "somebody in no team"].includes(callerName);
  const hidden = [cast.canaryOf(cast.abroad), ...(isHome && response.ok ? [] : [cast.canaryOf(cast.home)])];
  const seen = access.object?.startsWith("own ") ? [] : hidden.filter((canary) => text.includes(canary));
  return seen.length === 0 ? null : `${question}saw what is another team's: ${seen.join(", ")}`;
}

describe("route × caller × owner", () => {
  it.each(Object.entries(API))("%s", async (name, access) => {
    const handler = methods.get(name);
    if (handler === undefined) return expect.fail(`${name} is gone: take it out of ${TABLE}`);
    const objects: readonly Owner[] = access.object === undefined ? ["own"] : OWNERS;
    const wrong = await Promise.all(
      CALLERS.flatMap((callerName) =>
        objects.map((whose) => ask({ name, access, handler, callerName, whose })),
      ),
    );
    expect(wrong.filter((each) => each !== null)).toEqual([]);
  });
});

it("and nobody has reached what belonged to another team from the start", async () => {
  const machine = await hub.database.client.machine.findUniqueOrThrow({
    where: { id: cast.machines.abroad },
  });
  expect(machine.status).toBe("pending");
  expect(machine.updatedAt).toEqual(machine.createdAt);
});
