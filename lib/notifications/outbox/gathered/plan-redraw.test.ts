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
      "of two chats that were edited, the one that was edited earlier",
      {
        drawnAtMs: new Map([
          ["a", nowMs - 20_000],
          ["b", nowMs - 60_000],
        ]),
      },
      3,
    ],
    ["a chat where something waits is left alone", { busyKeys: new Set(["b"]) }, 2],
    ["if that is so everywhere, nothing is edited", { busyKeys: new Set(["a", "b"]) }, null],
    [
      "a chat that got a message three seconds ago may be edited",
      { sent: [{ paceKey: "b", atMs: nowMs - 3_000 }] },
      3,
    ],
    ["one that just got a message may not", { sent: [{ paceKey: "b", atMs: nowMs - 2_999 }] }, 2],
    [
      "no chat is edited again within its interval",
      { stale: stale.slice(2), drawnAtMs: new Map([["b", nowMs - REDRAW_EVERY_MS + 1]]) },
      null,
    ],
    [
      "but it is once the interval is over",
      { stale: stale.slice(2), drawnAtMs: new Map([["b", nowMs - REDRAW_EVERY_MS]]) },
      3,
    ],
  ] as const)("%s", (_, change, id) => {
    expect(planRedraw({ ...given, ...change })?.id ?? null).toBe(id);
  });
});
