import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach } from "vitest";
import { HubProcess } from "./hub-process";

const FOLDER = path.resolve(import.meta.dirname, "../../test-results/logs");

// The output of the product's processes is shown only if a test fails.
afterEach(({ task }) => {
  if (task.result?.state !== "fail" || HubProcess.started.length === 0) return;
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${task.fullTestName.replaceAll(/[^\w.-]+/g, "-").slice(0, 150)}.log`);
  writeFileSync(file, HubProcess.started.map(({ logs }) => logs).join("\n"));
  process.stderr.write(`The hub's processes wrote: ${file}\n`);
});
