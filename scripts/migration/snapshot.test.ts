import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { derivePostgresqlSchema } from "../derive-schema.mjs";
import { ROOT } from "../root.mjs";

/** What of a schema reaches the database: neither comments nor how it is laid out. */
const meaning = (schema: string) =>
  schema
    .replaceAll(/\/\/.*$/gm, "")
    .split(/\s+/)
    .join(" ");

const prisma = (...parts: string[]) => path.join(ROOT, "prisma", ...parts);

// The next migration is the difference from there: what another branch added in between would be made a second time.
it.each(["sqlite", "postgresql"])("the latest migration leads to the schema: %s", (kind) => {
  const latest = readdirSync(prisma("migrations", kind)).sort().at(-1) ?? "";
  const source = readFileSync(prisma("schema.prisma"), "utf8");
  const expected = kind === "sqlite" ? source : derivePostgresqlSchema(source);
  const reached = readFileSync(prisma("migrations", kind, latest, "schema.prisma"), "utf8");
  expect(meaning(reached)).toBe(meaning(expected));
});
