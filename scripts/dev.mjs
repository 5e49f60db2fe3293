import { generate } from "./generate.mjs";
import { install } from "./install.mjs";
import { runNode, whenMain } from "./run.mjs";
import { say } from "./say.mjs";
import { supervise } from "./supervisor/supervise.mjs";

const TSX = "node_modules/tsx/dist/cli.mjs";

async function dev() {
  await install({ withDev: true });
  await generate();
  const env = {
    ...process.env,
    NODE_ENV: /** @type {const} */ ("development"),
    NEXT_TELEMETRY_DISABLED: "1",
  };
  await runNode(TSX, ["scripts/migrate.ts"], { env, title: "Preparing the database" });
  const exitCode = await supervise({
    processes: [
      { name: "ingest", args: [TSX, "watch", "--clear-screen=false", "ingest/main.ts"], env },
      // Next watches its own files; the server entry around it rarely changes.
      { name: "web", args: ["--import", "tsx", "app/main.ts"], env },
      { name: "worker", args: [TSX, "watch", "--clear-screen=false", "worker/main.ts"], env },
    ],
    onReady: (url) => say(`LunaSentri (development) is ready at ${url}`),
  });
  process.exit(exitCode);
}

await whenMain(import.meta.url, dev);
