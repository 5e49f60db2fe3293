import { describe, expect, it } from "vitest";
import type { RuleView } from "@/lib/detection/rules/schema";
import { bodyOf, conditionOf, type Draft, draftOf, FIRST_DRAFT, nameOf, withMetric } from "./draft";

const RULE: RuleView = {
  id: 7,
  name: "Uplink busy",
  metric: "interface.tx_rate",
  target: "eth*",
  comparison: "above",
  threshold: 12_500_000,
  samples: null,
  for: "5m",
  recover_margin: 500_000,
  severity: "critical",
  scope: { tags: ["edge"] },
  is_active: true,
  firing: 0,
  created_at: "2026-11-30T10:00:00.000Z",
  updated_at: "2026-11-30T10:00:00.000Z",
};

it("is nothing but what a rule says, there and back", () => {
  const draft = draftOf(RULE);
  expect(draft).toMatchObject({ threshold: "12.5", unit: "MB/s", margin: "0.5", held: "for" });
  const { id, is_active, firing, created_at, updated_at, samples, ...body } = RULE;
  expect(bodyOf(draft)).toEqual(body);
});

it("keeps a rule of samples, and one for some machines", () => {
  const rule: RuleView = { ...RULE, samples: 3, for: null, scope: { machines: [1, 2] } };
  expect(bodyOf(draftOf(rule))).toMatchObject({ samples: 3, scope: { machines: [1, 2] } });
  expect(bodyOf(draftOf(rule))).not.toHaveProperty("for");
});

describe("the body of a draft", () => {
  const ROWS: Record<string, [Partial<Draft>, object]> = {
    "the first draft is a full disk": [
      {},
      { metric: "filesystem.used_pct", target: null, threshold: 90, for: "10m", scope: { all: true } },
    ],
    "a comma is a decimal point": [{ threshold: "90,5" }, { threshold: 90.5 }],
    "nothing typed is no zero": [{ threshold: " " }, { threshold: Number.NaN }],
    "what is no number is left for the hub to refuse": [{ threshold: "much" }, { threshold: Number.NaN }],
    "no margin is zero": [{ margin: "" }, { recover_margin: 0 }],
    "a threshold in another unit": [
      { metric: "filesystem.full_in", threshold: "2", unit: "days" },
      { threshold: 48 },
    ],
    "a unit that the metric does not have": [{ threshold: "2", unit: "days" }, { threshold: 2 }],
  };
  it.each(Object.entries(ROWS))("%s", (_, [change, body]) => {
    expect(bodyOf({ ...FIRST_DRAFT, ...change })).toMatchObject(body);
  });
});

it("forgets the threshold and the target of another metric, and nothing else", () => {
  const draft: Draft = {
    ...FIRST_DRAFT,
    name: "mine",
    target: "/var",
    threshold: "77",
    severity: "critical",
  };
  expect(withMetric(draft, "cpu_pct")).toEqual({ ...draft, metric: "cpu_pct", target: "", threshold: "85" });
  expect(withMetric(draft, "filesystem.used_pct")).toBe(draft);
  expect(withMetric(draft, "gauge:queue")).toMatchObject({ threshold: "", unit: "", comparison: "above" });
});

describe("whether a condition can be read", () => {
  const ROWS: Record<string, [Partial<Draft>, boolean]> = {
    "the first draft": [{}, true],
    "without a threshold": [{ threshold: "" }, false],
    "with a duration that is none": [{ for: "banana" }, false],
    "in samples, whatever the duration": [{ held: "samples", for: "banana" }, true],
    "in no samples": [{ held: "samples", samples: "0" }, false],
  };
  it.each(Object.entries(ROWS))("%s", (_, [change, isReadable]) => {
    expect(conditionOf({ ...FIRST_DRAFT, ...change }) !== null).toBe(isReadable);
  });
});

it("is called what was typed, or else after its condition", () => {
  expect(nameOf({ ...FIRST_DRAFT, name: " Disk " })).toBe("Disk");
  expect(nameOf(FIRST_DRAFT)).toBe("Any filesystem above 90 %");
  expect(nameOf({ ...FIRST_DRAFT, target: "/var", threshold: "" })).toBe("Filesystem /var");
});
