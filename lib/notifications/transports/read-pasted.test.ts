import { describe, expect, it } from "vitest";
import type { Pasted } from "../messages/pasted";
import { parsePasted } from "../messages/pasted";
import { readPasted } from "./read-pasted";
import { CHANNEL_TYPES } from "./registry";

type Example = { pasted?: Record<string, Pasted> };

const READERS = CHANNEL_TYPES.filter(({ readPasted }) => readPasted !== undefined);
const TABLE = await Promise.all(
  READERS.map(async ({ type }) => {
    const { example } = (await import(`./${type}/example.fixture.ts`)) as { example: Example };
    return { type, pasted: Object.entries(example.pasted ?? {}) };
  }),
);

describe.each(TABLE)("$type", ({ type, pasted }) => {
  it("has examples", () => expect(pasted.length).toBeGreaterThan(0));

  it.each(pasted)("reads %s", (text, expected) => {
    const readings = readPasted(text);
    expect(readings).toContainEqual({ type, ...expected });
    if (expected.isCertain) expect(readings).toHaveLength(1);
  });

  it("reads what has blanks and quotes around it, as in configurations", () => {
    const [text = "", expected] = pasted[0] ?? [];
    expect(readPasted(`  "${text}" \n`)).toContainEqual({ type, ...expected });
  });
});

const SCHEMES = TABLE.flatMap(({ pasted }) => pasted.map(([text]) => text.split("://")[0] ?? ""));
const HOSTILE = [
  "",
  "@",
  "%",
  "://",
  "//",
  "a/b/c",
  "%zz@%zz/%zz?%zz=%zz#%zz",
  "[::1",
  "[::1]:99999/x/y",
  "host:port/x",
  "x@y@z/a/b",
  "a:b:c@d/e?=&&=#",
  "a/\u0000/b",
  "a/\ud800/b",
  "a/\u202e/b?@X=\r\nHost: evil",
  "a/b?@Host=evil&@X-A=%0d%0aB:1",
  "a/b?chats=,,,",
  "__proto__/constructor?__proto__=x",
  "/".repeat(2_000),
  "a".repeat(100_000),
  "@".repeat(2_000),
  "?".repeat(2_000),
];

it("throws for no text, and reads nothing that a type would refuse", () => {
  for (const scheme of new Set(SCHEMES))
    for (const rest of HOSTILE)
      for (const text of [rest, `${scheme}:`, `${scheme}://${rest}`])
        for (const { type, fields } of readPasted(text)) {
          expect(READERS.map((each) => each.type)).toContain(type);
          expect(JSON.stringify(fields)).not.toMatch(/\\[urn]/);
        }
});

it.each([
  ["plain words", "our Slack channel"],
  ["a scheme that nobody knows", "carrier-pigeon://home/loft"],
  ["a web address without a host", "https://"],
  ["two addresses", "https://ntfy.sh/a https://ntfy.sh/b"],
  ["one of its own service that is no webhook", "https://discord.com/channels/1/2"],
  ["a bot's token", "slack://xoxb:1-2-3@C001"],
])("reads nothing in %s", (_, text) => {
  expect(readPasted(text)).toEqual([]);
});

it("offers every type that an unknown web address may be of", () => {
  expect(readPasted("https://push.example.org/alerts").map(({ type }) => type)).toEqual(
    expect.arrayContaining(["ntfy", "webhook"]),
  );
});

it("takes an address apart without losing a letter's case", () => {
  expect(parsePasted("Slack://Hook:A%2Fb@Web:1/C//d%20?x=1+2&+y=%zz#E")).toEqual({
    text: "Slack://Hook:A%2Fb@Web:1/C//d%20?x=1+2&+y=%zz#E",
    scheme: "slack",
    user: "Hook",
    password: "A/b",
    host: "Web:1",
    path: ["C", "d "],
    query: new Map([
      ["x", "1 2"],
      ["+y", "%zz"],
    ]),
    fragment: "E",
  });
});
