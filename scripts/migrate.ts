import { setTimeout as sleep } from "node:timers/promises";
import { env } from "../lib/base/env";
import { isBusy, whyUnavailable } from "../lib/db/unavailable";
import { explainFailure } from "./migration/explain";
import { migratePostgresql } from "./migration/postgresql";
import { migrateSqlite } from "./migration/sqlite";

// sysexits.h: restarting does not help until a person has changed something.
const EX_CONFIG = 78;

/** How long another process may hold the database's lock. */
const WAIT_MS = 60_000;
const PAUSE_MS = 500;

async function migrate(): Promise<string[]> {
  const { database } = env();
  return database.kind === "sqlite" ? migrateSqlite(database.file) : migratePostgresql(database.url);
}

/** Migrates once nobody else holds the database's lock. */
async function migrateWhenFree(): Promise<string[]> {
  for (let hasSaid = false; ; hasSaid = true) {
    try {
      return await migrate();
    } catch (error) {
      if (!isBusy(error) || performance.now() > WAIT_MS) throw error;
      if (!hasSaid) process.stderr.write(`Waiting for the database: ${whyUnavailable(error)}…\n`);
      await sleep(PAUSE_MS);
    }
  }
}

// Nobody else may read the database.
process.umask(0o077);

try {
  const applied = await migrateWhenFree();
  if (applied.length > 0) process.stdout.write(`Applied ${applied.join(", ")}\n`);
  process.exit(0);
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const isForPerson = name === "EnvError" || name === "Refusal";
  const said = isForPerson ? message : (explainFailure(error, env().database) ?? message);
  process.stderr.write(isForPerson ? `${said}\n` : `Could not migrate the database: ${said}\n`);
  process.exit(isForPerson ? EX_CONFIG : 1);
}
