import { describe, expect, it } from "vitest";
import { decideLink, freeName } from "./decide";

const now = new Date("2026-03-01T12:00:00Z");
const good = { expiresAt: new Date(now.getTime() + 1), usedAt: null, role: "admin" as const };

describe("decideLink", () => {
  it.each([
    ["a link that was never created is unknown", null, "unknown"],
    ["a link is valid until the instant it expires", good, "good"],
    ["at that instant it has expired", { ...good, expiresAt: now }, "expired"],
    ["a used link stays used, even after it expires", { ...good, usedAt: now, expiresAt: now }, "used"],
    [
      "a link whose creator is no longer an admin is unknown",
      { ...good, role: "member" as const },
      "unknown",
    ],
  ] as const)("%s", (_, link, kind) => {
    expect(decideLink({ link, now })).toEqual({ kind });
  });
});

describe("freeName", () => {
  it.each([
    ["an unused name stays", [], "Ops"],
    ["a taken one gets a number", ["Ops"], "Ops 2"],
    ["the first that is free", ["Ops", "Ops 2", "Ops 4"], "Ops 3"],
  ])("%s", (_, taken, expected) => {
    expect(freeName({ wanted: "Ops", taken: new Set(taken) })).toBe(expected);
  });
});
