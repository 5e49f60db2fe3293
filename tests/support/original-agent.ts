import { readFileSync } from "node:fs";

const body = (name: string) =>
  readFileSync(new URL(`../fixtures/original-agent/${name}.json`, import.meta.url), "utf8");

/** What the original agent sends, byte for byte: its first report, with system facts, and a later one. */
export const ORIGINAL_REPORTS = [body("first-report"), body("later-report")];

/** The headers that it sends besides its key, and no others. */
export const ORIGINAL_HEADERS = {
  "User-Agent": "Go-http-client/1.1",
  "Content-Type": "application/json",
  "Accept-Encoding": "gzip",
};

/** The paths it may be configured with. */
export const ORIGINAL_PATHS = [
  "/agent/metrics",
  "//agent/metrics",
  "/api/agent/metrics",
  "//api/agent/metrics",
];
