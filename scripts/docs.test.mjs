import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { listFiles } from "./fingerprint.mjs";
import { ROOT } from "./root.mjs";

/** @param {string} file */
const read = (file) => readFileSync(path.join(ROOT, file), "utf8");

const guides = [
  "README.md",
  "CONTRIBUTING.md",
  ...listFiles(ROOT, ["docs"]).filter((file) => file.endsWith(".md")),
].map((file) => ({ file, text: read(file) }));

/** The anchor that GitHub gives a heading. @param {string} heading */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

/** @param {string} text */
const anchorsIn = (text) => [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

describe.each(guides)("$file", ({ file, text }) => {
  it("links only to what exists", () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    for (const link of links.filter((each) => !/^https?:/.test(each))) {
      const [target = "", anchor] = link.split("#");
      const linked = target === "" ? file : path.join(path.dirname(file), target);
      expect(existsSync(path.join(ROOT, linked)), `${link} leads nowhere`).toBe(true);
      if (anchor) expect(anchorsIn(read(linked)), `${link} has no such heading`).toContain(anchor);
    }
  });

  it("names only existing npm scripts", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = [...text.matchAll(/npm (?:run )?(start|test|run [\w:-]+|(?<=npm run )[\w:-]+)/g)];
    for (const [, name = ""] of named) expect(scripts).toHaveProperty([name.replace(/^run /, "")]);
  });
});

describe("docs/settings.md", () => {
  const settings = read("docs/settings.md");
  const known = [...read("lib/base/env.ts").matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = ""]) => name);

  it("lists every variable that the hub reads", () => {
    expect(known.length).toBeGreaterThan(15);
    // The scripts set this one themselves.
    for (const name of known.filter((each) => each !== "NODE_ENV")) expect(settings).toContain(`\`${name}\``);
  });

  it("lists no other variable", () => {
    const rows = settings.split("\n").filter((line) => line.startsWith("| `"));
    const named = rows.flatMap((row) => row.split("|")[1]?.match(/[A-Z][A-Z_]+/g) ?? []);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("docs/operating.md", () => {
  it("explains only messages that are logged", () => {
    const sources = listFiles(
      ROOT,
      ["lib", "ingest", "worker", "app"],
      (file) => !file.startsWith("lib/db/generated"),
    )
      .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
      .map(read)
      .join("\n");
    const [, table = ""] = read("docs/operating.md").split("## Logs");
    const messages = [...(table.split("\n## ")[0] ?? "").matchAll(/^\| `([^`]+)` \|/gm)].map(
      (match) => match[1],
    );
    expect(messages.length).toBeGreaterThan(10);
    expect(messages.filter((message) => !sources.includes(`"${message}"`))).toEqual([]);
  });
});

it("keeps the images small", () => {
  const folder = path.join(ROOT, "docs/images");
  const bytes = readdirSync(folder).reduce((sum, file) => sum + read(`docs/images/${file}`).length, 0);
  expect(bytes).toBeLessThan(3_000_000);
});

describe("docs/decisions/030-retention.md", () => {
  it("says of every table when its rows are deleted", () => {
    const rows = read("docs/decisions/030-retention.md").split("\n");
    const named = rows.flatMap((row) => [...(row.match(/^\|([^|]*)\|/)?.[1]?.matchAll(/`(\w+)`/g) ?? [])]);
    const tables = [...read("prisma/schema.prisma").matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name);
    expect(named.map(([, name]) => name).sort()).toEqual(tables.sort());
  });
});
