import path from "node:path";

/** The installation's folder. Works from scripts/ and, bundled, from dist/: both are directly inside it. */
export const ROOT = path.resolve(import.meta.dirname, "..");
