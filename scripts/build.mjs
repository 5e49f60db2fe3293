import { existsSync } from "node:fs";
import path from "node:path";
import { fingerprint, isStamped, stamp } from "./fingerprint.mjs";
import { generate } from "./generate.mjs";
import { ROOT } from "./root.mjs";
import { runNode, whenMain } from "./run.mjs";
import { say } from "./say.mjs";

const STAMP = path.join(ROOT, "dist/stamp");

// Everything that ends up in .next or dist. Not migrations: they are read when they are applied.
const INPUTS = [
  "agent",
  "app",
  "components",
  "ingest",
  "lib",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "prisma/schema.prisma",
  "public",
  "scripts",
  "tsconfig.json",
  "worker",
];

/** @param {string} file */
const isInput = (file) => !file.startsWith("lib/db/generated") && !/\.test\.tsx?$/.test(file);

async function bundleProcesses() {
  const { build: bundle, stop: stopBundler } = await import("esbuild");
  const { metafile } = await bundle({
    metafile: true,
    absWorkingDir: ROOT,
    entryPoints: {
      ingest: "ingest/main.ts",
      web: "app/main.ts",
      worker: "worker/main.ts",
      migrate: "scripts/migrate.ts",
      "reset-password": "scripts/reset-password.ts",
      "setup-link": "scripts/setup-link.ts",
    },
    outdir: "dist",
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  // Its helper process would live as long as the supervisor.
  await stopBundler();
  // esbuild treats an alias that points nowhere as a package, and the process would fail only when it starts.
  for (const [output, { imports }] of Object.entries(metafile.outputs)) {
    const lost = imports.find(({ path: name }) => name.startsWith("@/"));
    if (lost !== undefined) throw new Error(`${output} imports ${lost.path}, which does not exist`);
  }
}

// A page that fetches data at build time would put one hub's data into every answer: let the build fail instead.
const NO_DATABASE = { DATABASE_URL: "file:/dev/null/no-database-while-building", DATABASE_URL_FILE: "" };

async function buildPages() {
  const env = {
    ...process.env,
    ...NO_DATABASE,
    NODE_ENV: /** @type {const} */ ("production"),
    NEXT_TELEMETRY_DISABLED: "1",
  };
  await runNode("node_modules/next/dist/bin/next", ["build"], { env, isQuiet: true });
}

/** Builds pages and processes for production, unless the last build used the same sources. */
export async function build() {
  await generate();
  const print = fingerprint({ root: ROOT, entries: INPUTS, facts: [process.version], isWanted: isInput });
  const isBuilt = existsSync(path.join(ROOT, ".next/BUILD_ID")) && existsSync(path.join(ROOT, "dist/web.js"));
  if (isBuilt && isStamped(STAMP, print)) return;
  say("Building (only after an update; takes about a minute)…");
  await Promise.all([bundleProcesses(), buildPages()]);
  stamp(STAMP, print);
}

await whenMain(import.meta.url, build);
