import { describe, expect, it } from "vitest";
import { planRedraw, REDRAW_EVERY_MS } from "./plan-redraw";

const nowMs = 1_000_000;
const stale = [
  { id: 1, chat: "a" },
  { id: 2, chat: "a" },
  { id: 3, chat: "b" },
];
const given = {
  stale,
  busyChats: new Set<string>(),
  sent: [] as { chat: string; atMs: number }[],
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
    ["a chat where something waits is left alone", { busyChats: new Set(["b"]) }, 2],
    ["and when that is so everywhere, nobody's turn it is", { busyChats: new Set(["a", "b"]) }, null],
    [
      "a chat that was told something three seconds ago may be",
      { sent: [{ chat: "b", atMs: nowMs - 3_000 }] },
      3,
    ],
    ["one that was told something just now is not", { sent: [{ chat: "b", atMs: nowMs - 2_999 }] }, 2],
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
