import { describe, expect, it } from "vitest";
import { scopeWords } from "@/components/parts/scope/scope-words";
import { closingWords } from "./closing-words";
import { conditionWords } from "./rule-words";

describe("a condition in words", () => {
  type Given = Parameters<typeof conditionWords>[0];
  const RULE: Given = {
    metric: "cpu_pct",
    target: null,
    comparison: "above",
    threshold: 85,
    samples: 3,
    for: null,
  };
  const ROWS: [Partial<Given>, string][] = [
    [{}, "CPU above 85 % in 3 samples in a row"],
    [{ samples: 1 }, "CPU above 85 % in a single sample"],
    [{ samples: null, for: "10m" }, "CPU above 85 % for 10m"],
    [{ comparison: "below", threshold: 1 }, "CPU below 1 % in 3 samples in a row"],
    [{ metric: "filesystem.used_pct" }, "Any filesystem above 85 % in 3 samples in a row"],
    [{ metric: "filesystem.used_pct", target: "/var*" }, "Filesystem /var* above 85 % in 3 samples in a row"],
    [
      { metric: "filesystem.full_in", target: "/", comparison: "below", threshold: 24, samples: 1 },
      "Filesystem / full in less than 1d in a single sample",
    ],
    [
      { metric: "interface.rx_rate", target: "eth0", threshold: 5e6, samples: 1 },
      "Interface eth0 received above 5.0 MB/s in a single sample",
    ],
    [{ metric: "clock_off", threshold: 30, samples: 1 }, "Clock off by more than 30s in a single sample"],
    [{ metric: "gauge:queue", threshold: 12, samples: 1 }, "queue above 12 in a single sample"],
    [{ metric: "from.the.future", threshold: 12, samples: 1 }, "from.the.future above 12 in a single sample"],
  ];
  it.each(ROWS)("%j: %s", (change, words) => {
    expect(conditionWords({ ...RULE, ...change })).toBe(words);
  });
});

it("says where a rule applies", () => {
  expect(scopeWords({ all: true })).toBe("all machines");
  expect(scopeWords({ tags: ["db", "web"] })).toBe("machines tagged db or web");
  expect(scopeWords({ machines: [7] })).toBe("1 machine");
  expect(scopeWords({ machines: [7, 8] })).toBe("2 machines");
});

it("says what is closed, if anything is", () => {
  expect(closingWords(0)).toBeNull();
  expect(closingWords(1)).toMatch(/^1 alert is open/);
  expect(closingWords(2)).toMatch(/^2 alerts are open/);
});
