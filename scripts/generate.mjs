import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { derivePostgresqlSchema } from "./derive-schema.mjs";
import { fingerprint, isStamped, stamp } from "./fingerprint.mjs";
import { ROOT } from "./root.mjs";
import { runNode, whenMain } from "./run.mjs";

const SOURCE = "prisma/schema.prisma";
const DERIVED = "prisma/postgresql/schema.prisma";
const STAMP = path.join(ROOT, "lib/db/generated/stamp");

/** Generates both Prisma clients, unless they are up to date. */
export async function generate() {
  const print = fingerprint({
    root: ROOT,
    entries: [SOURCE, "scripts/derive-schema.mjs", "node_modules/prisma/package.json"],
  });
  if (isStamped(STAMP, print)) return;
  mkdirSync(path.join(ROOT, path.dirname(DERIVED)), { recursive: true });
  writeFileSync(
    path.join(ROOT, DERIVED),
    derivePostgresqlSchema(readFileSync(path.join(ROOT, SOURCE), "utf8")),
  );
  // Generating needs no engine but would download one; any existing executable prevents that.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };
  for (const schema of [SOURCE, DERIVED]) {
    await runNode("node_modules/prisma/build/index.js", ["generate", `--schema=${schema}`], {
      env,
      isQuiet: true,
    });
  }
  stamp(STAMP, print);
}

await whenMain(import.meta.url, generate);
