import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { derivePostgresqlSchema } from "../derive-schema.mjs";
import { ROOT } from "../root.mjs";

/** The part of a schema that reaches the database: without comments and layout. */
const meaning = (schema: string) =>
  schema
    .replaceAll(/\/\/.*$/gm, "")
    .split(/\s+/)
    .join(" ");

const prisma = (...parts: string[]) => path.join(ROOT, "prisma", ...parts);

// The next migration is the difference from this one: what another branch added in between would be created twice.
it.each(["sqlite", "postgresql"])("the latest migration leads to the schema: %s", (kind) => {
  const latest = readdirSync(prisma("migrations", kind)).sort().at(-1) ?? "";
  const source = readFileSync(prisma("schema.prisma"), "utf8");
  const expected = kind === "sqlite" ? source : derivePostgresqlSchema(source);
  const reached = readFileSync(prisma("migrations", kind, latest, "schema.prisma"), "utf8");
  expect(meaning(reached)).toBe(meaning(expected));
});
