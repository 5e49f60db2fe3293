import { env } from "../lib/env";
import { migratePostgresql } from "./migration/postgresql";
import { migrateSqlite } from "./migration/sqlite";

// sysexits.h: starting again will not help before a person has changed something.
const EX_CONFIG = 78;

async function migrate(): Promise<string[]> {
  const { database } = env();
  return database.kind === "sqlite" ? migrateSqlite(database.file) : migratePostgresql(database.url);
}

// The database is nobody else's to read.
process.umask(0o077);

try {
  const applied = await migrate();
  if (applied.length > 0) process.stdout.write(`Applied ${applied.join(", ")}\n`);
  process.exit(0);
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const isForPerson = name === "EnvError" || name === "Refusal";
  process.stderr.write(isForPerson ? `${message}\n` : `The database could not be migrated: ${message}\n`);
  process.exit(isForPerson ? EX_CONFIG : 1);
}
