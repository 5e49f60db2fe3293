import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { type EngineKind, listMigrations } from "./files";
import { Refusal } from "./refusal";

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  postgresql: "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()",
};

async function firstColumn(db: SqlDriverAdapter, sql: string): Promise<string[]> {
  const { rows } = await db.queryRaw({ sql, args: [], argTypes: [] });
  return rows.map(([value]) => String(value));
}

export type History = {
  pending: string[];
  /** Started once and never finished. */
  broken: string[];
  /** None of our migrations has been applied. */
  isNew: boolean;
};

/** Which of this version's migrations a database has. Throws a Refusal if the database is not ours to migrate. */
export async function readHistory(db: SqlDriverAdapter, kind: EngineKind, where: string): Promise<History> {
  const known = listMigrations(kind).map(({ name }) => name);
  const tables = await firstColumn(db, TABLES[kind]);
  if (tables.length === 0) return { pending: known, broken: [], isNew: true };
  if (!tables.includes("_prisma_migrations")) {
    throw new Refusal(
      `${where} already contains tables that this LunaSentri did not create` +
        (tables.includes("machines")
          ? ": it looks like the database of the original LunaSentri (Go, 2025).\n"
          : ".\n") +
        "It was not touched. Importing it is not available yet.\n" +
        (kind === "sqlite"
          ? "Keep a copy of the file, move it out of the data folder (or set DATA_DIR to another folder), and start again."
          : "Create an empty database, name it in DATABASE_URL, and start again."),
    );
  }
  const migrations =
    "SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS";
  const applied = await firstColumn(db, `${migrations} NOT NULL ORDER BY migration_name`);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Refusal(
      `${where} was migrated by a newer version of LunaSentri (it knows ${unknown.join(", ")}, this version does not).\n` +
        "It was not touched. Start the newer version, or restore a copy of the database from this version.",
    );
  }
  return {
    pending: known.filter((name) => !applied.includes(name)),
    broken: await firstColumn(db, `${migrations} NULL`),
    isNew: applied.length === 0,
  };
}
