import { expect, it } from "vitest";
import { growthWords, toStorageRows } from "./storage-words";

it.each([
  ["is not known at first", null, "known from the second day"],
  ["may be none", 0, "none"],
  ["may be positive", 1_536_000, "+1.5 MB"],
  ["may be negative", -2_000, "−2.0 kB"],
])("growth %s", (_, bytes, words) => {
  expect(growthWords(bytes)).toBe(words);
});

it("names what may become large, and sums up the rest", () => {
  const row = { oldest_at: null, kept: null };
  const tables = [
    { ...row, table: "samples", rows: 10, bytes: 900 },
    { ...row, table: "leases", rows: 4, bytes: 40 },
    { ...row, table: "a table of a later version", rows: 1, bytes: 8 },
  ];
  expect(toStorageRows(tables)).toEqual([
    { ...row, label: "Samples", rows: 10, bytes: 900 },
    { ...row, label: "Everything else", rows: 5, bytes: 48 },
  ]);
});
