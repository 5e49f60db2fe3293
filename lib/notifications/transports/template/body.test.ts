import { describe, expect, it } from "vitest";
import { AS_SENT } from "../../messages/incident-status";
import { machineMessage } from "../../messages/machine-message.fixture";
import { FORMATS, type Format, fillBody, findWrongBody } from "./body";
import { PLACEHOLDERS, type Values } from "./placeholders";
import { valuesOf } from "./values";

const now = new Date("2026-03-01T12:05:00.000Z");
const told = { incidentStatuses: AS_SENT, key: "msg_1", hubUrl: null, now };
const known = valuesOf({ message: machineMessage("machine.offline"), told, installation: "abc" });
const named = (name: string): Values => ({ ...known, "machine.name": name });

describe("findWrongBody", () => {
  it.each<[string, Format, string, RegExp | null]>([
    ["JSON", "json", '{"a":["{{title}}",1,null,true]}', null],
    ["JSON that is only a text", "json", '"{{title}}"', null],
    ["what is no JSON", "json", '{"a":}', /^must be JSON, with placeholders in quotes \(/],
    [
      "a placeholder outside of quotes",
      "json",
      '{"a":{{incident.id}}}',
      /^must be JSON, with placeholders in quotes \(/,
    ],
    [
      "an unknown placeholder",
      "json",
      '{"a":"{{machine.nam}}"}',
      /^contains {{machine.nam}}, .* event, status, title/,
    ],
    ["the name of what every object has", "json", '{"a":"{{constructor}}"}', /^contains {{constructor}}/],
    ["a placeholder that does not end", "json", '{"a":"{{title"}', /^contains {{ without/],
    ["a placeholder in a name", "json", '{"{{title}}":1}', /^must have placeholders only in values/],
    ["a number that would change", "json", '{"a":[{"b":12345678901234567890}]}', /put it in quotes$/],
    ["a number without an end", "json", '{"a":1e999}', /put it in quotes$/],
    ["twenty levels", "json", `${"[".repeat(20)}1${"]".repeat(20)}`, null],
    ["more levels than that", "json", `${"[".repeat(22)}1${"]".repeat(22)}`, /20 levels/],
    ["thousands of levels", "json", "[".repeat(8_000) + "]".repeat(8_000), /20 levels/],
    ["a form", "form", "title={{title}}\n\n key = a=b&c ", null],
    ["a line without a name", "form", "={{title}}", /^must have name=value/],
    ["a line without an equals sign", "form", "title", /^must have name=value/],
    ["a placeholder in a field's name", "form", "{{title}}=1", /^must have name=value/],
    ["any text", "text", "{ {{title}} } } } {", null],
    ["many opening braces", "text", "{{".repeat(8_000), /^contains {{ without/],
  ])("%s", (_, format, body, wrong) => {
    const found = findWrongBody(format, body);
    if (wrong === null) expect(found).toBeNull();
    else expect(found).toMatch(wrong);
  });
});

describe("fillBody", () => {
  it.each<[string, Format, string, string]>([
    [
      "keeps the type of what stands alone",
      "json",
      '{"id":"{{ incident.id }}","n":"{{rule.name}}"}',
      '{"id":1,"n":null}',
    ],
    ["writes it as text among others", "json", '["#{{incident.id}}{{rule.name}}"]', '["#1"]'],
    [
      "keeps what is no text",
      "json",
      '{"a":[1.5,true,null,{"b":false}]}',
      '{"a":[1.5,true,null,{"b":false}]}',
    ],
    [
      "keeps a name that objects have already",
      "json",
      '{"__proto__":"{{event}}"}',
      '{"__proto__":"machine.offline"}',
    ],
    [
      "encodes a form",
      "form",
      "to=a b&c\nm={{machine.name}}={{event}}",
      "to=a+b%26c&m=web%3Dmachine.offline",
    ],
    ["fills text", "text", "{{event}} {{machine.name}}!", "machine.offline web!"],
  ])("%s", (_, format, body, filled) => {
    expect(fillBody(format, body, known)).toBe(filled);
  });

  it.each([
    '","admin":true,"x":"',
    "\\",
    '\\"}',
    "{{now}}",
    "$&$1$`",
    "&admin=1",
    "a\u0000b",
    "\ud800",
    "\u2028",
  ])("lets no name leave its text: %j", (name) => {
    const values = named(name);
    expect(JSON.parse(fillBody("json", '{"a":"{{machine.name}}","b":"<{{machine.name}}>"}', values))).toEqual(
      {
        a: name,
        b: `<${name}>`,
      },
    );
    const form = new URLSearchParams(fillBody("form", "a={{machine.name}}\nb=1", values));
    expect([...form]).toEqual([
      ["a", name.toWellFormed()],
      ["b", "1"],
    ]);
    expect(fillBody("text", "a={{machine.name}}", values)).toBe(`a=${name}`);
  });

  it("knows every placeholder that it offers", () => {
    expect(Object.keys(known).sort()).toEqual(Object.keys(PLACEHOLDERS).sort());
    for (const name of Object.keys(PLACEHOLDERS))
      for (const format of FORMATS) {
        const body = format === "json" ? `"{{${name}}}"` : `x={{${name}}}`;
        expect(findWrongBody(format, body)).toBeNull();
        expect(fillBody(format, body, known)).not.toContain("{{");
      }
  });
});
