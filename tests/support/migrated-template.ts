import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const ROOT = path.resolve(import.meta.dirname, "../..");

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database; every test file gets a copy of it. */
    template: { kind: "sqlite"; file: string } | { kind: "postgresql"; serverUrl: string; name: string };
  }
}

/** Migrates a database as a start of the product does, in a separate process. */
export async function migrate(env: { DATA_DIR: string } | { DATABASE_URL: string }): Promise<void> {
  await promisify(execFile)(process.execPath, ["node_modules/tsx/dist/cli.mjs", "scripts/migrate.ts"], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
}
