import { describe, expect, it } from "vitest";
import { deriveKey } from "@/lib/db/secrets/derive-key";
import { seal } from "@/lib/db/secrets/seal";
import { openSecrets, sealSecrets, withoutSecrets } from "./secrets";
import { telegram } from "./telegram/type";
import { webhook } from "./webhook/type";

const sealKey = deriveKey({ secret: "a".repeat(32), purpose: "seal" });
const otherKey = deriveKey({ secret: "b".repeat(32), purpose: "seal" });
const NOTHING_ELSE = { username: null, password: null, headers: null };
const url = "https://example.org/hook";
const secrets = { url, secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZg==", ...NOTHING_ELSE };

describe("openSecrets", () => {
  it.each([
    ["opens what was sealed", webhook, sealSecrets(secrets, sealKey), secrets],
    ["opens the plain text that an older version sealed", webhook, seal(secrets.secret, sealKey), secrets],
    [
      "takes a plain text for what it is, even one that looks like JSON",
      webhook,
      seal('{"secret":"x"}', sealKey),
      { ...secrets, secret: '{"secret":"x"}' },
    ],
    [
      "opens what an older version sealed without the address",
      webhook,
      sealSecrets({ secret: secrets.secret }, sealKey),
      secrets,
    ],
    ["opens nothing for a type without secrets", telegram, null, {}],
    ["says that a secret is missing", webhook, null, null],
    [
      "says that it was sealed with another secret of the instance",
      webhook,
      sealSecrets(secrets, otherKey),
      null,
    ],
    ["says that the column contains something else", webhook, sealSecrets({ token: "x" }, sealKey), null],
    ["says that the column contains no sealed text", webhook, "v1.x.y", null],
  ])("%s", (_, type, sealed, opened) => {
    // The address is in the config of such a row.
    expect(openSecrets({ type, sealed, known: { url }, sealKey })).toEqual(opened);
  });

  it("has nothing to seal for a type without secrets", () => {
    expect(sealSecrets({}, sealKey)).toBeNull();
  });
});

describe("withoutSecrets", () => {
  const url = "https://hooks.example.org/services/T012/B034/x9f2?sig=a%2Fb";
  it.each([
    ["as it is", { token: "tk_12345" }, "bad token tk_12345", "bad token …"],
    ["in an address", { token: "a b/c" }, "no route /a%20b%2Fc", "no route /…"],
    ["in JSON", { token: 'quo"te' }, '{"token":"quo\\"te"}', '{"token":"…"}'],
    ["as a whole address", { url }, `POST ${url} failed`, "POST … failed"],
    ["as the path of one", { url }, "Cannot POST /services/T012/B034/x9f2", "Cannot POST …"],
    [
      "as the path of one in PHP's JSON",
      { url },
      '{"path":"\\/services\\/T012\\/B034\\/x9f2"}',
      '{"path":"…"}',
    ],
    ["of two that overlap the longer one", { a: "abcd", b: "abcdefgh" }, "abcdefgh", "…"],
  ])("hides a secret that a receiver says back %s", (_, given, words, shown) => {
    expect(withoutSecrets(words, [given])).toBe(shown);
  });

  it("hides what is deep inside the secrets", () => {
    const headers = { "X-Api-Key": "4f9d1c" };
    expect(withoutSecrets('{"x-api-key":"4f9d1c"}', [{ headers }])).toBe('{"x-api-key":"…"}');
  });

  it("hides the previous secrets too, and no word that is too short to be one", () => {
    expect(withoutSecrets("a new-one old-one", [{ token: "new-one", to: "a" }, { token: "old-one" }])).toBe(
      "a … …",
    );
  });

  const address = (path: string) => ({ url: `https://n8n.example.org${path}` });
  const bearer = { headers: { Authorization: "Bearer SECRETBEAR77" } };
  const basic = { authorization: `Basic ${btoa("hubuser:SECRETPW1")}` };
  const cookie = { headers: { Cookie: 'session="SECRETCOOK"; theme=dark-one' } };
  const spaced = address("/dec/SECRET%20DEC%2Fx");
  it.each([
    [
      "the last segment of a path",
      address("/webhook/5f1c0f3e-SECRETSEG-77"),
      'The requested webhook "POST 5f1c0f3e-SECRETSEG-77" is not registered.',
      'The requested webhook "POST …" is not registered.',
    ],
    ["a query's value", address("/in?token=SECRETQ9988"), "invalid token: SECRETQ9988", "invalid token: …"],
    ["a query that is only a value", address("/in?SECRETQ9988"), "no key SECRETQ9988", "no key …"],
    ["a query's value with its blanks", address("/?k=SECRET+Q%2B9"), "no key SECRET Q+9", "no key …"],
    ["a header without its scheme", bearer, "unknown token SECRETBEAR77", "unknown token …"],
    ["the user name and password of a header", basic, "hubuser may not, SECRETPW1", "… may not, …"],
    ["one cookie of two", cookie, "no session SECRETCOOK", "no session …"],
    ["a path in HTML", address("/x/y?a=1&b=SECRET"), "POST /x/y?a=1&amp;b=SECRET", "POST …"],
    ["a path in HTML with numbers", address("/x/SECRET"), "no &#x2F;x&#47;SECRET", "no …"],
    ["a segment in clear text", spaced, "no route SECRET DEC/x here", "no route … here"],
    ["a path in lower case", address("/Dec/SECRETlow"), "cannot post /dec/secretlow", "cannot post …"],
    ["a segment in upper case", address("/dec/SECRETlow"), "NO SECRETLOW", "NO …"],
    ["a segment encoded twice", spaced, "no SECRET%2520DEC%252Fx", "no …"],
    ["a segment with other cases of its encoding", spaced, "no SECRET%20DEC%2fx", "no …"],
    ["a segment with letters encoded", address("/SECRET-é"), "no %53ECRET-%c3%A9", "no …"],
    ["a path with JSON's slashes", spaced, String.raw`"\/dec\/SECRET%20DEC%2Fx"`, '"…"'],
    [
      "a segment in JSON's JSON",
      address("/é-SECRET"),
      String.raw`"{\"x\":\"\\u00e9-SECRET\"}"`,
      String.raw`"{\"x\":\"…\"}"`,
    ],
    ["a segment that contains another", address("/SECR/SECRET77/x"), "no SECRET77 of SECR", "no … of …"],
    ["two that overlap", { a: "abcdef", b: "defghijk" }, "no abcdefghijk", "no …"],
    ["one whose end was cut off", address("/hooks/SECRETSEG77"), "no hook SECRETS…", "no hook …"],
    ["a login within an address", { url: "https://hubuser:SECRET%21@x.org/" }, "SECRET! hubuser", "… …"],
  ])("hides %s that a receiver says back", (_, given, words, shown) => {
    expect(withoutSecrets(words, [given])).toBe(shown);
  });

  it.each([
    ["words that many addresses contain", address("/api/v1/webhook/Services/notify/SECRET1")],
    ["numbers and letters that are too short to be secrets", address("/is/not/a?b=1")],
    ["schemes", bearer],
    ["nothing that looks encoded", address("/%zz/%/x?%ff")],
  ])("leaves an answer readable: %s", (_, given) => {
    const words = "This webhook service of the API v1 is not one to notify, Bearer: 100% & \\u";
    expect(withoutSecrets(words, [given])).toBe(words);
  });
});
