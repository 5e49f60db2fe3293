import { env } from "../lib/base/env";
import { explainFailure } from "./migration/explain";
import { migratePostgresql } from "./migration/postgresql";
import { migrateSqlite } from "./migration/sqlite";

// sysexits.h: restarting does not help until a person has changed something.
const EX_CONFIG = 78;

async function migrate(): Promise<string[]> {
  const { database } = env();
  return database.kind === "sqlite" ? migrateSqlite(database.file) : migratePostgresql(database.url);
}

// Nobody else may read the database.
process.umask(0o077);

try {
  const applied = await migrate();
  if (applied.length > 0) process.stdout.write(`Applied ${applied.join(", ")}\n`);
  process.exit(0);
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const isForPerson = name === "EnvError" || name === "Refusal";
  const said = isForPerson ? message : (explainFailure(error, env().database) ?? message);
  process.stderr.write(isForPerson ? `${said}\n` : `Could not migrate the database: ${said}\n`);
  process.exit(isForPerson ? EX_CONFIG : 1);
}
