import { describe, expect, it } from "vitest";
import { planRedraw, REDRAW_EVERY_MS } from "./plan-redraw";

const nowMs = 1_000_000;
const stale = [
  { id: 1, paceKey: "a" },
  { id: 2, paceKey: "a" },
  { id: 3, paceKey: "b" },
];
const given = {
  stale,
  busyKeys: new Set<string>(),
  sent: [] as { paceKey: string; atMs: number }[],
  drawnAtMs: new Map<string, number>(),
  nowMs,
};

describe("planRedraw", () => {
  it.each([
    ["nothing is stale", { stale: [] }, null],
    ["of one chat's messages the latest comes first", { stale: stale.slice(0, 2) }, 2],
    ["the chat that has waited longest comes first", { drawnAtMs: new Map([["b", nowMs - 60_000]]) }, 2],
    [
      "of two that were drawn anew, the one that was earlier",
      {
        drawnAtMs: new Map([
          ["a", nowMs - 20_000],
          ["b", nowMs - 60_000],
        ]),
      },
      3,
    ],
    ["a chat where something waits is left alone", { busyKeys: new Set(["b"]) }, 2],
    ["and when that is so everywhere, nobody's turn it is", { busyKeys: new Set(["a", "b"]) }, null],
    [
      "a chat that was told something three seconds ago may be",
      { sent: [{ paceKey: "b", atMs: nowMs - 3_000 }] },
      3,
    ],
    ["one that was told something just now is not", { sent: [{ paceKey: "b", atMs: nowMs - 2_999 }] }, 2],
    [
      "no chat's turn comes again within its time",
      { stale: stale.slice(2), drawnAtMs: new Map([["b", nowMs - REDRAW_EVERY_MS + 1]]) },
      null,
    ],
    [
      "and it comes when that time is over",
      { stale: stale.slice(2), drawnAtMs: new Map([["b", nowMs - REDRAW_EVERY_MS]]) },
      3,
    ],
  ] as const)("%s", (_, change, id) => {
    expect(planRedraw({ ...given, ...change })?.id ?? null).toBe(id);
  });
});
