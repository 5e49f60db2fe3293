import { readFileSync } from "node:fs";

const body = (name: string) =>
  readFileSync(new URL(`../fixtures/original-agent/${name}.json`, import.meta.url), "utf8");

/** What the original agent sends, byte for byte: its first report, with the system's facts, and a later one. */
export const ORIGINAL_REPORTS = [body("first-report"), body("later-report")];

/** The headers that it sends beside its key, and no others. */
export const ORIGINAL_HEADERS = {
  "User-Agent": "Go-http-client/1.1",
  "Content-Type": "application/json",
  "Accept-Encoding": "gzip",
};

/** Where it may be told to send them. */
export const ORIGINAL_PATHS = [
  "/agent/metrics",
  "//agent/metrics",
  "/api/agent/metrics",
  "//api/agent/metrics",
];
