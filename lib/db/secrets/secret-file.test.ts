import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readOrMakeSecret } from "./secret-file";

// Some disks have no hard links: there, every attempt at one fails with this code.
const disk = vi.hoisted(() => ({ refusal: null as string | null }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const linkSync: typeof fs.linkSync = (from, to) => {
    if (disk.refusal !== null)
      throw Object.assign(new Error(`${disk.refusal}: link`), { code: disk.refusal });
    fs.linkSync(from, to);
  };
  return { ...fs, linkSync };
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lunasentri-secret-"));
});

afterEach(() => {
  disk.refusal = null;
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

it.each(["EPERM", "ENOTSUP", "ENOSYS", "EMLINK"])("creates it on a disk without hard links (%s)", (code) => {
  disk.refusal = code;
  const file = path.join(folder, "secret");
  const made = readOrMakeSecret(file);
  expect(readOrMakeSecret(file)).toBe(made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["secret"]);
});

it("waits for a process that is writing it on such a disk", async () => {
  const file = path.join(folder, "secret");
  writeFileSync(file, "");
  const secret = "s".repeat(43);
  const writer = new Worker(
    "const { workerData: { file, secret } } = require('node:worker_threads'); setTimeout(() => require('node:fs').writeFileSync(file, secret), 50)",
    { eval: true, workerData: { file, secret } },
  );
  expect(readOrMakeSecret(file)).toBe(secret);
  await writer.terminate();
});

it("does not take a full disk for one without hard links", () => {
  disk.refusal = "ENOSPC";
  expect(() => readOrMakeSecret(path.join(folder, "secret"))).toThrow(/ENOSPC/);
  expect(readdirSync(folder)).toEqual([]);
});
