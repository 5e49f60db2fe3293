import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { derivePostgresqlSchema } from "../derive-schema.mjs";
import { ROOT } from "../root.mjs";
import { listMigrations, reachedSchemaFile } from "./files";

/** The part of a schema that reaches the database: without comments and layout. */
const meaning = (schema: string) =>
  schema
    .replaceAll(/\/\/.*$/gm, "")
    .split(/\s+/)
    .join(" ");

describe.each(["sqlite", "postgresql"] as const)("the migrations for %s", (kind) => {
  // The next migration is the difference from this schema: what another branch added in between would be created twice.
  it("lead to the schema, as the file beside them says", () => {
    const source = readFileSync(path.join(ROOT, "prisma/schema.prisma"), "utf8");
    const expected = kind === "sqlite" ? source : derivePostgresqlSchema(source);
    expect(meaning(readFileSync(reachedSchemaFile(kind), "utf8"))).toBe(meaning(expected));
  });

  it("have no copies of the schema in their folders", () => {
    const copies = listMigrations(kind).filter(({ name }) =>
      existsSync(path.join(path.dirname(reachedSchemaFile(kind)), name, "schema.prisma")),
    );
    expect(copies.map(({ name }) => name)).toEqual([]);
  });

  it("make every table and column of it", () => {
    const made = listMigrations(kind)
      .map(({ sql }) => sql)
      .join("\n");
    const schema = readFileSync(reachedSchemaFile(kind), "utf8");
    const names = [...schema.matchAll(/@@?map\("(\w+)"\)/g)].map(([, name]) => name);
    expect(names.filter((name) => !made.includes(`"${name}"`))).toEqual([]);
  });
});
