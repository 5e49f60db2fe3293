import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readOrMakeSecret } from "./secret-file";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lunasentri-secret-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it("creates a secret once, readable only by its owner, and keeps it", () => {
  const file = path.join(folder, "data", "secret");
  const made = readOrMakeSecret(file);
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(readOrMakeSecret(file)).toBe(made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(path.dirname(file))).toEqual(["secret"]);
});

it("creates a different one in another folder", () => {
  expect(readOrMakeSecret(path.join(folder, "a"))).not.toBe(readOrMakeSecret(path.join(folder, "b")));
});

it("refuses a truncated file", () => {
  const file = path.join(folder, "secret");
  writeFileSync(file, "short");
  expect(() => readOrMakeSecret(file)).toThrow(/does not contain a secret/);
});
