import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

describe("parseEnv", () => {
  it("requires no variable", () => {
    expect(parseEnv({})).toMatchObject({
      port: 3000,
      database: { kind: "sqlite", file: path.resolve("data/lunasentri.db") },
      checkIntervalMs: 30_000,
      offlineAfterMs: 120_000,
      webhookAllowCidrs: [],
      secret: null,
    });
  });

  it("sends mail as SMTP_FROM, else as the user of SMTP_URL if that is an address", () => {
    const fromOf = (source: Record<string, string>) => parseEnv(source).mail?.from ?? null;
    const SMTP_URL = "smtp://me%40example.org:x@mail.example.org";
    expect(fromOf({ SMTP_URL })).toEqual({ name: "LunaSentri", address: "me@example.org" });
    expect(fromOf({ SMTP_URL, SMTP_FROM: "Hub <hub@example.org>" })).toEqual({
      name: "Hub",
      address: "hub@example.org",
    });
    expect(fromOf({ SMTP_FROM: "hub@example.org" })).toBeNull();
    expect(refuse({ SMTP_URL: "smtp://10.0.0.5:25" })).toContain("SMTP_FROM: must say who mail is from");
  });

  it("treats an empty variable as unset", () => {
    expect(parseEnv({ PORT: "", ADMIN_EMAIL: "", MACHINE_OFFLINE_THRESHOLD: "" })).toMatchObject({
      port: 3000,
      adminEmail: null,
    });
  });

  it("names every invalid variable in one message, and shows no secret", () => {
    const bad = {
      PORT: "http",
      MACHINE_OFFLINE_THRESHOLD: "1s",
      MACHINE_HEARTBEAT_CHECK_INTERVAL: "30",
      WEBHOOK_ALLOW_CIDRS: "10.0.0.0/8, here",
      HUB_URL: "https://hub.example/?from=a#b",
      DATABASE_URL: "mysql://root:hunter2@db/x",
      LUNASENTRI_SECRET: "too-short-hunter2",
      TELEGRAM_BOT_TOKEN: "123456789:AA/hunter2",
      TELEGRAM_API_URL: "telegram:hunter2",
      HTTPS_PROXY: "socks5://hub:hunter2@proxy:1080",
      HTTP_PROXY: "http://hub:hunter2%@proxy:3128",
      SMTP_URL: "smtp://hub:hunter2@mail.example.org/hunter2",
      SMTP_FROM: "hub",
    };
    const message = refuse(bad);
    for (const name of Object.keys(bad)) expect(message).toContain(name);
    expect(message).not.toContain("hunter2");
  });

  it("keeps events for three months and history for more than a year, and never events longer than history", () => {
    const keptDays = (source: Record<string, string>) => {
      const { eventRetentionMs, historyRetentionMs } = parseEnv(source);
      return [eventRetentionMs / 86_400_000, historyRetentionMs / 86_400_000];
    };
    expect(keptDays({})).toEqual([90, 400]);
    expect(keptDays({ RETENTION_EVENTS: "30d", RETENTION_HISTORY: "2000d" })).toEqual([30, 2_000]);
    expect(keptDays({ RETENTION_HISTORY: "60d" })).toEqual([60, 60]);
    expect(() => keptDays({ RETENTION_EVENTS: "23h", RETENTION_HISTORY: "6d" })).toThrow(
      /RETENTION_EVENTS[\s\S]*RETENTION_HISTORY/,
    );
  });

  it("reads the proxies as other programs do", () => {
    const { proxies } = parseEnv({
      HTTPS_PROXY: "http://upper:3128",
      https_proxy: "hub:a%40b@lower:3128",
      HTTP_PROXY: "https://proxy.example.org",
      no_proxy: ".example.org, 10.0.0.0/8  ::1,",
    });
    expect(proxies.https?.href).toBe("http://hub:a%40b@lower:3128/");
    expect(proxies.http?.href).toBe("https://proxy.example.org/");
    expect(proxies.except).toEqual([".example.org", "10.0.0.0/8", "::1"]);
    expect(parseEnv({}).proxies).toEqual({ https: null, http: null, except: [] });
  });

  it("reads a secret from a file, and refuses two sources for it", () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "env-")), "secret");
    writeFileSync(file, `${"s".repeat(40)}\n`);
    expect(parseEnv({ LUNASENTRI_SECRET_FILE: file }).secret).toBe("s".repeat(40));
    expect(() => parseEnv({ LUNASENTRI_SECRET_FILE: file, LUNASENTRI_SECRET: "t".repeat(40) })).toThrow(
      "not both",
    );
    expect(() => parseEnv({ ADMIN_PASSWORD_FILE: `${file}.gone` })).toThrow(
      "ADMIN_PASSWORD_FILE: cannot read",
    );
  });

  it.each([
    ["a name", "https://monitor.example.org", "https://monitor.example.org"],
    ["a slash at the end", "https://monitor.example.org/", "https://monitor.example.org"],
    ["a port", "https://monitor.example.org:8443", "https://monitor.example.org:8443"],
    ["the port that https implies", "https://monitor.example.org:443", "https://monitor.example.org"],
    ["capital letters", "HTTPS://Monitor.Example.org", "https://monitor.example.org"],
    ["an IPv6 address", "http://[2001:db8::1]:3000", "http://[2001:db8::1]:3000"],
  ])("takes %s as HUB_URL", (_name, given, hubUrl) => {
    expect(parseEnv({ HUB_URL: given }).hubUrl).toBe(hubUrl);
  });

  it.each([
    [
      "a path",
      "https://example.org/luna",
      "without the path /luna. LunaSentri needs a name or a port of its own",
    ],
    ["a path with a slash at the end", "https://example.org/luna/", "without the path /luna."],
    ["a query", "https://example.org/?a=b", "without what follows the ?"],
    ["a fragment", "https://example.org/#a", "without what follows the #"],
    [
      "all of them",
      "https://example.org/x?a=b#c",
      "the path /x and what follows the ? and what follows the #",
    ],
    ["a user", "https://ada@example.org", "without user name and password"],
    ["no scheme", "monitor.example.org", "must be an address such as https://"],
    ["another scheme", "ftp://example.org", "must be an address such as https://"],
  ])("refuses %s in HUB_URL and says what to do", (_name, given, sentence) => {
    expect(() => parseEnv({ HUB_URL: given })).toThrow(sentence);
  });

  it.each([
    ["#", "postgresql://user:hunter2#x@db/x"],
    ["# after digits, as in a port", "postgresql://user:12#hunter2@db/x"],
    ["/", "postgresql://user:12/hunter2@db/x"],
    ["?", "postgresql://user:12?hunter2@db/x"],
    ["% alone", "postgresql://user:hunter2%zz@db/x"],
    ["% at the end", "postgresql://user:hunter2%@db/x"],
    ["[", "postgresql://user[:hunter2@db[/x"],
  ])("says that %s in the password of the database must be percent-encoded", (_name, url) => {
    const refusal = refuse({ DATABASE_URL: url });
    expect(refusal).toMatch(/DATABASE_URL: .*# as %23/);
    expect(refusal).not.toContain("hunter2");
  });

  it.each([
    ["percent-encoded", "postgresql://user:a%23b%2Fc%3Fd%25e%40f@db:5432/x?sslmode=require"],
    ["without a password", "postgres://user@db/x"],
    ["over a socket", "postgresql://user:secret@/x?host=/run/postgresql"],
    ["over IPv6", "postgresql://user:secret@[2001:db8::1]:5432/x"],
    ["with options", "postgresql://user:secret@db/x?options=-c%20search_path%3Dmonitor"],
  ])("takes an address of a database %s", (_name, url) => {
    expect(parseEnv({ DATABASE_URL: url }).database).toEqual({ kind: "postgresql", url });
  });
});

function refuse(source: Record<string, string>): string {
  try {
    return JSON.stringify(parseEnv(source));
  } catch (error) {
    return String(error);
  }
}
