import { expect, it } from "vitest";
import { rankFound } from "./rank-found";

const machine = (name: string, more: { hostname?: string; description?: string; tags?: string[] } = {}) => ({
  name,
  hostname: null,
  description: "",
  tags: [],
  ...more,
});

it.each([
  ["a name before a tag", "db", [machine("web-01", { tags: ["db"] }), machine("db-01")], ["db-01", "web-01"]],
  [
    "a whole name before a name that starts with it",
    "db-1",
    [machine("db-10"), machine("DB-1")],
    ["DB-1", "db-10"],
  ],
  [
    "a name that starts with it before a name that contains it",
    "db",
    [machine("old-db"), machine("db-2")],
    ["db-2", "old-db"],
  ],
  [
    "a hostname before a description",
    "lan",
    [machine("a", { description: "on the lan" }), machine("b", { hostname: "b.lan" })],
    ["b", "a"],
  ],
  ["equal matches in the given order", "web", [machine("web-2"), machine("web-1")], ["web-2", "web-1"]],
  ["nothing that only an earlier text matched", "db-2", [machine("db-1"), machine("db-2")], ["db-2"]],
  ["all machines for no text", " ", [machine("b"), machine("a")], ["b", "a"]],
])("gives %s", (_what, query, machines, names) => {
  expect(rankFound({ machines, query }).map(({ name }) => name)).toEqual(names);
});
