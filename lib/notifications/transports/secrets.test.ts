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
});
