import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deriveKey } from "@/lib/db/secrets/derive-key";
import { ensureInstanceSecret } from "@/lib/db/secrets/instance-secret";
import { storeSecretCheck } from "@/lib/db/secrets/mutations";
import { TestHub } from "../support/hub";

let hub: TestHub;
const folder = mkdtempSync(path.join(tmpdir(), "lunasentri-test-"));

beforeAll(async () => {
  process.env.DATA_DIR = folder;
  hub = await TestHub.open();
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

it("is agreed on by all processes that start at once, and refused if it differs", async () => {
  const { database } = hub;
  const starts = await Promise.all(Array.from({ length: 5 }, () => ensureInstanceSecret(database)));
  expect(new Set(starts.map((start) => start.sealKey.toString("hex"))).size).toBe(1);
  const rows = await database.client.setting.findMany({ where: { key: "instance_secret_check" } });
  expect(rows).toHaveLength(1);
  expect(rows[0]?.value).not.toContain(process.env.LUNASENTRI_SECRET);

  await database.client.setting.deleteMany();
  const foreign = deriveKey({ secret: "another secret than this host's", purpose: "check" }).toString(
    "base64url",
  );
  await storeSecretCheck({ database, check: foreign });
  await expect(ensureInstanceSecret(database)).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringMatching(/LUNASENTRI_SECRET is not the one this database was set up with/),
  });
});
