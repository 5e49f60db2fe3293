import { describe, expect, it } from "vitest";
import { refuseGuessable } from "./password-strength";

const LONG = "the.countess.of.lovelace@analytical-engines.example.org";
const about = ["Ada Lovelace", "ada.byron@example.org", "Engine Room", LONG];
const check = (password: string) => refuseGuessable({ password, about, field: "password" });

describe("a password is refused that is", () => {
  it.each([
    ["known to everybody", "password123"],
    ["known to everybody, with a capital and a sign", "Password123!"],
    ["known to everybody, with digits for letters", "p4ssw0rd123"],
    ["known to everybody, twice", "passwordpassword"],
    ["a row of digits", "1234567890"],
    ["a row of keys", "qwertyuiop"],
    ["a pattern of keys", "1q2w3e4r5t6y"],
    ["one letter", "aaaaaaaaaaaa"],
    ["blanks", "            "],
    ["the alphabet", "abcdefghijkl"],
    ["the default of other products", "changeme123"],
    ["long and one pattern", "abc123".repeat(60)],
  ])("%s: %s", async (_what, password) => {
    await expect(check(password)).rejects.toThrow(/^password is one of those that everybody tries first/);
  });

  it.each([
    ["the product", "lunasentri"],
    ["the product and a year", "LunaSentri2026"],
    ["the person's whole name", "adalovelace1"],
    ["the e-mail address", "ada.byron@example.org"],
    ["the e-mail address before the @, and digits", "ada.byron12"],
    ["the team", "engineroom1"],
    ["an e-mail address that is longer than what is checked", LONG],
  ])("the name of %s: %s", async (_what, password) => {
    await expect(check(password)).rejects.toThrow(/^password is easy to guess from your name/);
  });
});

it.each([
  "correct horse",
  "battery staple",
  "forgotten soon",
  "another horse",
  "correct horse battery",
  "Zürich-Straße 9",
  "tr0ub4dor&3x",
  "密码很长的一个句子啊",
  "k7#pQz!m2xWd",
])("accepts %s", async (password) => {
  await expect(check(password)).resolves.toBeUndefined();
});

it("costs little, whatever is typed", async () => {
  await check("correct horse");
  for (const unit of ["a1", "p@ssw0rd1", "aA@4sS$5oO0iI1!lL|eE3tT7+gG9", "19901990"]) {
    const cpu = process.cpuUsage();
    await check(unit.repeat(1_024 / unit.length)).catch(() => undefined);
    const { user, system } = process.cpuUsage(cpu);
    expect((user + system) / 1_000).toBeLessThan(500);
  }
});
