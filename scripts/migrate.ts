import { env } from "../lib/base/env";
import { explainFailure } from "./migration/explain";
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
  const said = isForPerson ? message : (explainFailure(error, env().database) ?? message);
  process.stderr.write(isForPerson ? `${said}\n` : `The database could not be migrated: ${said}\n`);
  process.exit(isForPerson ? EX_CONFIG : 1);
}
