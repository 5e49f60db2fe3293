import { expect, it } from "vitest";
import { ntfy } from "./type";

it.each([
  [
    "an address with a topic",
    { server: "https://ntfy.sh/alerts" },
    { server: "https://ntfy.sh", topic: "alerts" },
  ],
  [
    "a server behind a path",
    { server: "https://example.org/ntfy/alerts" },
    { server: "https://example.org/ntfy", topic: "alerts" },
  ],
  ["a server alone", { server: "https://ntfy.sh" }, { server: "https://ntfy.sh" }],
  [
    "a topic of its own beside a path",
    { server: "https://example.org/ntfy", topic: "alerts" },
    { server: "https://example.org/ntfy", topic: "alerts" },
  ],
  ["no server", { token: "tk_1" }, { token: "tk_1" }],
])("takes a pasted address apart: %s", (_, given, fields) => {
  expect(ntfy.tidyFields?.(given, { isNew: true })).toEqual(fields);
});

it("leaves the server of an existing channel behind its path", () => {
  const given = { server: "https://example.org/ntfy" };
  expect(ntfy.tidyFields?.(given, { isNew: false })).toEqual(given);
});
