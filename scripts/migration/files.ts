import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DatabaseConfig } from "../../lib/base/env";
import { ROOT } from "../root.mjs";

export type EngineKind = DatabaseConfig["kind"];

const folderOf = (kind: EngineKind) => path.join(ROOT, "prisma/migrations", kind);

/** The file that says what schema the migrations of one engine lead to. Beside it, each migration has a folder. */
export function reachedSchemaFile(kind: EngineKind): string {
  return path.join(folderOf(kind), "schema.prisma");
}

/** The migrations of this version for one engine, oldest first. */
export function listMigrations(kind: EngineKind): { name: string; sql: string }[] {
  const folder = folderOf(kind);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(path.join(folder, name, "migration.sql"), "utf8") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The same, in the format of Prisma's schema engine. */
export function migrationsList(kind: EngineKind) {
  const baseDir = folderOf(kind);
  return {
    baseDir,
    lockfile: { path: path.join(baseDir, "migration_lock.toml"), content: `provider = "${kind}"\n` },
    shadowDbInitScript: "",
    migrationDirectories: listMigrations(kind).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
}

/** SQL that must hold after every start: prisma/ensure/NAME.sql. */
export function readEnsureScript(name: "views" | "rows" | "postgresql"): string {
  return readFileSync(path.join(ROOT, "prisma/ensure", `${name}.sql`), "utf8");
}
