import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { processArgs } from "./process-args.mjs";
import { runNode } from "./run.mjs";
import { say } from "./say.mjs";
import { supervise } from "./supervisor/supervise.mjs";

// Stopped from the last to the first: agents are answered until everything else has ended.
const NAMES = /** @type {const} */ (["ingest", "web", "worker"]);

/** From a fresh clone to a running hub; returns when the hub has stopped. */
export async function launch() {
  await install();
  await build();
  const env = { ...process.env, NODE_ENV: /** @type {const} */ ("production") };
  say("Preparing the database…");
  await runNode("dist/migrate.js", [], { env, title: "Preparing the database" });
  say("Starting…");
  const exitCode = await supervise({
    processes: NAMES.map((name) => ({ name, args: processArgs(name), env })),
    onReady: (url) => say(`LunaSentri is ready at ${url}`),
  });
  process.exit(exitCode);
}
