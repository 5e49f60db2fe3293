import { describe, expect, it } from "vitest";
import { decideLink, freeName } from "./decide";

const now = new Date("2026-03-01T12:00:00Z");
const good = { expiresAt: new Date(now.getTime() + 1), usedAt: null, role: "admin" as const };

describe("decideLink", () => {
  it.each([
    ["one that nobody gave out is unknown", null, "unknown"],
    ["one is good until the instant it runs out", good, "good"],
    ["at that instant it has run out", { ...good, expiresAt: now }, "expired"],
    [
      "one that was used stays used, also when it has run out",
      { ...good, usedAt: now, expiresAt: now },
      "used",
    ],
    ["one whose maker is no admin any more is nobody's", { ...good, role: "member" as const }, "unknown"],
  ] as const)("%s", (_, link, kind) => {
    expect(decideLink({ link, now })).toEqual({ kind });
  });
});

describe("freeName", () => {
  it.each([
    ["a name that nobody has stays", [], "Ops"],
    ["a taken one gets a number", ["Ops"], "Ops 2"],
    ["the first that is free", ["Ops", "Ops 2", "Ops 4"], "Ops 3"],
  ])("%s", (_, taken, expected) => {
    expect(freeName({ wanted: "Ops", taken: new Set(taken) })).toBe(expected);
  });
});
