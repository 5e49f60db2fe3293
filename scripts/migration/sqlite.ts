import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import Database from "better-sqlite3";
import { bringUpToDate } from "./apply";
import { readHistory } from "./history";
import { refuseNetworkDisk } from "./network-disk";
import { Refusal } from "./refusal";
import { waitUntilStopped } from "./running";
import { isShrinkable, makeShrinkable } from "./shrinkable";

const LOCK_WAIT_MS = 120_000;

/** Held until it is closed or the process ends, however it ends. Keep a reference, or garbage collection releases it. */
function takeMigrationLock(file: string): Database.Database {
  const lock = new Database(`${file}-migration-lock`, { timeout: LOCK_WAIT_MS });
  lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  return lock;
}

function keepCopy(file: string, copy: string): void {
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { force: true });
  const db = new Database(file);
  db.prepare("VACUUM INTO ?").run(unfinished);
  db.close();
  renameSync(unfinished, copy);
}

async function putBack(file: string, copy: string): Promise<void> {
  const db = new Database(copy, { readonly: true });
  await db.backup(file);
  db.close();
  rmSync(copy);
}

/** Whether no process of the hub uses the database any more. */
async function isStopped(db: SqlDriverAdapter): Promise<boolean> {
  try {
    await waitUntilStopped(db);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * Migrates an SQLite file. A migration that fails half-way leaves a half-migrated file, so it makes a copy first and
 * restores it on failure; a leftover copy shows that a migration was interrupted. Returns what was applied.
 */
export async function migrateSqlite(file: string): Promise<string[]> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  refuseNetworkDisk(path.dirname(file));
  const lock = takeMigrationLock(file);
  const copy = `${file}.before-migration`;
  if (existsSync(copy)) await putBack(file, copy);

  const db = await new PrismaBetterSqlite3(
    { url: `file:${file}` },
    { timestampFormat: "unixepoch-ms" },
  ).connect();
  const history = await readHistory(db, "sqlite", file);
  const isCopyNeeded = history.pending.length > 0;
  if (isCopyNeeded && !history.isNew) await waitUntilStopped(db);
  if (isCopyNeeded) keepCopy(file, copy);
  try {
    await bringUpToDate("sqlite", { db, history });
  } catch (error) {
    await db.dispose();
    if (isCopyNeeded) await putBack(file, copy);
    throw error;
  }
  const mayRewrite = !(await isShrinkable(db)) && (isCopyNeeded || (await isStopped(db)));
  await db.dispose();
  if (isCopyNeeded) rmSync(copy);
  if (mayRewrite) makeShrinkable(file);
  lock.close();
  return history.pending;
}
