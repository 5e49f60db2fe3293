import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "./migrated-template";

/** Once per run: a migrated SQLite file. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-sqlite-"));
  await migrate({ DATA_DIR: folder });
  project.provide("template", { kind: "sqlite", file: path.join(folder, "lunasentri.db") });
  return () => rm(folder, { recursive: true, force: true });
}
