import { describe, expect, it } from "vitest";
import { decodeTable, encodeTable, type Manner } from "./codec";
import { columnOf, valuesOf } from "./column.fixture";
import { basesOf } from "./names";
import { packPoints, packRaw, unpack } from "./pack";
import { precisionOf } from "./precision";
import { orNull, type Table } from "./table";

const MANNER: Manner = { precisionOf, basesOf };
const EXACT: Manner = { precisionOf: () => ({ kind: "exact" }), basesOf: () => [] };

/** Numbers from 0 to 1 that are the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Values = (number | null)[];

const tableOf = (columns: Record<string, Values>): Table => ({
  count: Object.values(columns)[0]?.length ?? 0,
  columns: new Map(Object.entries(columns).map(([name, values]) => [name, columnOf(values)])),
});

const SORTS: ((random: () => number, row: number) => number)[] = [
  (random) => random(),
  (random) => Math.round(random() * 1000) / 10,
  (random) => (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20),
  (_, row) => 9.2e18 - row * 4_096,
  (_, row) => 9_000_000_000_000 + row * 12_345,
  (random, row) => (random() < 0.1 ? row : 0),
  (random) => -Math.floor(random() * 2 ** 50),
  (random) => (random() < 0.5 ? Number.MAX_VALUE : Number.MIN_VALUE),
  () => -0,
  (_, row) => 100 - row,
];

describe("a table", () => {
  it("comes back exactly, whatever its numbers, with what is missing", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = chance(seed);
      const count = Math.floor(random() * 300);
      const columns: Record<string, Values> = {};
      for (let index = Math.floor(random() * 20) + 1; index > 0; index--) {
        const make = SORTS[Math.floor(random() * SORTS.length)] ?? Math.random;
        const missing = random() < 0.5 ? 0 : random();
        columns[`${index} "名" \\ ${seed}`] = Array.from({ length: count }, (_, row) =>
          random() < missing ? null : make(random, row),
        );
      }
      const table = tableOf(columns);
      const back = decodeTable(encodeTable(table, EXACT));
      expect(back.count).toBe(count);
      for (const [name, values] of table.columns) {
        // A column without values is left out, and zero has no sign.
        const expected = Array.from(values, (value) => (value === 0 ? 0 : orNull(value)));
        if (expected.some((value) => value !== null))
          expect(valuesOf(back.columns.get(name))).toEqual(expected);
        else expect(back.columns.has(name)).toBe(false);
      }
    }
  });

  it("comes back exactly with columns that are counted from others", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = chance(seed);
      const count = 1 + Math.floor(random() * 100);
      const counter = (from: number): Values => {
        let value = from;
        return Array.from({ length: count }, () => {
          value += Math.floor(random() * 1e6);
          return random() < 0.1 ? null : value;
        });
      };
      const parts = [
        counter(Math.floor(1e12 * random())),
        counter(seed % 3 === 0 ? 9.1e18 : 5e9),
        counter(0),
      ];
      const total = Array.from({ length: count }, (_, row) =>
        random() < 0.05 ? null : parts.reduce((sum, part) => sum + (part[row] ?? 0), 17),
      );
      const table = tableOf({
        at: Array.from({ length: count }, (_, row) => 1_770_000_000 + row * 10),
        net_rx_bytes: total,
        "interface.rx_bytes:a": parts[0] ?? [],
        "interface.rx_bytes:b": parts[1] ?? [],
        "interface.tx_bytes:a": parts[2] ?? [],
      });
      const back = unpack(packRaw(table));
      for (const [name, values] of table.columns)
        expect(valuesOf(back.columns.get(name))).toEqual(valuesOf(values));
    }
  });

  it("decodes only what is wanted", () => {
    const table = tableOf({ at: [1, 2], cpu_pct: [3, 4], "<cpu_pct": [2, 3.5], load1: [5, 6] });
    const back = decodeTable(encodeTable(table, MANNER), (name) => name === "<cpu_pct");
    expect([...back.columns]).toEqual([["<cpu_pct", columnOf([2, 3.5])]]);
  });

  it("keeps figures and details apart", () => {
    const table = tableOf({ at: [1], cpu_pct: [3], "gauge:a": [1.5], net_rx_bytes: [7] });
    const { figures, details } = packRaw(table);
    expect([...unpack({ figures }).columns.keys()]).toEqual(["at", "cpu_pct"]);
    expect(unpack({ figures, details })).toEqual(table);
    expect(packRaw(tableOf({ at: [1], cpu_pct: [3] })).details).toBeNull();
  });

  it("keeps percentages to two decimals and rates to about half a percent", () => {
    const rates = [0, 1, 12.3, 4567.8, 1e12];
    const table = tableOf({
      at: [1, 2, 3, 4, 5],
      n: [1, 2, 3, 4, 5],
      cpu_pct: [0.123, 99.999, 0, 50.5, 33.333333],
      net_rx_rate: rates,
    });
    const back = unpack(packPoints(table));
    expect(valuesOf(back.columns.get("cpu_pct"))).toEqual([0.12, 100, 0, 50.5, 33.33]);
    for (const [row, value] of (valuesOf(back.columns.get("net_rx_rate")) ?? []).entries()) {
      const rate = rates[row] ?? 0;
      expect(Math.abs((value ?? 0) - rate)).toBeLessThanOrEqual(0.006 * (1 + rate));
    }
    expect(back.columns.get("net_rx_rate")?.[0]).toBe(0);
  });

  it("is refused if another version has written it", () => {
    const bytes = encodeTable(tableOf({ at: [1] }), MANNER);
    bytes[0] = 2;
    expect(() => decodeTable(bytes)).toThrow("version 2");
  });
});
