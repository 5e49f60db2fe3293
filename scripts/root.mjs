import path from "node:path";

/** The installation's folder. Holds from scripts/ and, bundled, from dist/: both lie directly in it. */
export const ROOT = path.resolve(import.meta.dirname, "..");
