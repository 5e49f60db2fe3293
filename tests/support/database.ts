import { randomUUID } from "node:crypto";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inject } from "vitest";
import type { DatabaseConfig } from "@/lib/base/env";
import { databaseUrl, runSql } from "./postgresql-server";

export type TestDatabase = {
  databaseConfig: DatabaseConfig;
  /** The environment variables that a process of the product needs to use it. */
  env: { DATABASE_URL: string };
  drop(): Promise<void>;
};

/** A migrated, otherwise empty database of this run's engine, used by nobody else. */
export async function createTestDatabase(template = inject("template")): Promise<TestDatabase> {
  if (template.kind === "sqlite") {
    const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-test-"));
    const file = path.join(folder, "lunasentri.db");
    await copyFile(template.file, file);
    return {
      databaseConfig: { kind: "sqlite", file },
      env: { DATABASE_URL: `file:${file}` },
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const name = `lunasentri_test_${randomUUID().replaceAll("-", "")}`;
  const url = databaseUrl(template.serverUrl, name);
  await runSql(template.serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template.name}`);
  return {
    databaseConfig: { kind: "postgresql", url },
    env: { DATABASE_URL: url },
    drop: () => runSql(template.serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}
