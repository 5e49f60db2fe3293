import fc from "fast-check";

/** A filesystem's or a gauge's or a figure's value in one report; null and absent: not measured, not listed. */
export type Told = {
  cpu: number | null;
  /** Null: no list of them. */
  mounts: Partial<Record<"/" | "/var" | "/var/log", number>> | null;
  /** By how much the counter of received bytes grew; null: it was not measured. */
  grew: number | null;
};

export type RuleChange = {
  threshold?: number;
  samples?: number;
  forMs?: number;
  margin?: number;
  isActive?: boolean;
  scope?: "all" | "tagged" | "first";
  name?: string;
};

/** What can happen to a team with two machines and three rules. `on`: which of four ingest processes. */
export type Command =
  | { kind: "hear"; ms: number }
  | { kind: "report"; machine: number; on: number; told: Told[] }
  /** Nothing but a sign of life, perhaps with what was measured while the hub was away. */
  | { kind: "sign"; machine: number; on: number; backlog: number }
  | { kind: "reboot"; machine: number }
  | { kind: "sweep" }
  /** A blind interval ends: heard time stood still. */
  | { kind: "go_blind" }
  | { kind: "tag"; machine: number; isTagged: boolean }
  | { kind: "disable"; machine: number }
  | { kind: "enable"; machine: number }
  | { kind: "change"; rule: number; change: RuleChange }
  /** It is deleted, and one like it is added. */
  | { kind: "replace"; rule: number };

/** The first rules: a figure, filesystems by a pattern, a rate. */
export const RULES = [
  { metric: "cpu_pct", target: null, comparison: "above", threshold: 50, samples: 3, forMs: null, margin: 0 },
  {
    metric: "filesystem.used_pct",
    target: "/var*",
    comparison: "above",
    threshold: 50,
    samples: null,
    forMs: 10_000,
    margin: 10,
  },
  {
    metric: "net_rx_rate",
    target: null,
    comparison: "below",
    threshold: 50,
    samples: 2,
    forMs: null,
    margin: 0,
  },
] as const;

export const OFFLINE_AFTER_MS = 10_000;
export const INTERVAL_MS = 5_000;
/** Two report intervals, and a moment. */
export const GAP_MS = 11_000;
export const GONE_MS = 300_000;

/** How a rule stands on a machine and target: its incidents in order, as "value → why it ended (value); told". */
export type View = Record<string, string[]>;

const machine = fc.nat({ max: 1 });
const on = fc.nat({ max: 3 });
const VALUES = [10, 40, 41, 49, 50, 51, 60, 60, 90];
const value = fc.constantFrom(...VALUES);
const told: fc.Arbitrary<Told> = fc.record({
  cpu: fc.option(value, { freq: 5 }),
  mounts: fc.option(fc.record({ "/": value, "/var": value, "/var/log": value }, { requiredKeys: [] }), {
    freq: 5,
  }),
  grew: fc.option(
    value.map((each) => each * 10),
    { freq: 5 },
  ),
});

const HEARD = [
  0, 1, 1_000, 4_999, 5_000, 5_000, 5_000, 5_001, 9_999, 10_000, 10_999, 11_000, 11_001, 299_999, 300_000,
];

const change: fc.Arbitrary<RuleChange> = fc.oneof(
  fc.constantFrom(40, 50, 60).map((threshold) => ({ threshold })),
  fc.constantFrom(1, 2, 3).map((samples) => ({ samples })),
  fc.constantFrom(5_000, 10_000).map((forMs) => ({ forMs })),
  fc.constantFrom(0, 10).map((margin) => ({ margin })),
  fc.boolean().map((isActive) => ({ isActive })),
  fc.constantFrom("all", "tagged", "first").map((scope) => ({ scope })),
  fc.constantFrom("one", "two").map((name) => ({ name })),
);

/** A machine that reports the same for a while, as machines mostly do: without that hardly anything fires. */
const streak: fc.Arbitrary<Command[]> = fc
  .record({
    machine,
    on,
    told,
    times: fc.integer({ min: 2, max: 5 }),
    ms: fc.constantFrom(5_000, 5_000, 4_999, 11_000),
  })
  .map(({ times, ms, ...report }) =>
    Array.from({ length: times }, (): Command[] => [
      { kind: "hear", ms },
      { kind: "report", machine: report.machine, on: report.on, told: [report.told] },
    ]).flat(),
  );

const one = (command: fc.Arbitrary<Command>) => command.map((each) => [each]);

/** Any commands; those that fire and resolve are the most frequent. */
export const anyCommands: fc.Arbitrary<Command[]> = fc.oneof(
  { weight: 10, arbitrary: streak },
  { weight: 6, arbitrary: one(fc.constantFrom(...HEARD).map((ms) => ({ kind: "hear" as const, ms }))) },
  {
    weight: 8,
    arbitrary: one(
      fc
        .record({ machine, on, told: fc.array(told, { minLength: 1, maxLength: 4 }) })
        .map((report) => ({ kind: "report" as const, ...report })),
    ),
  },
  {
    weight: 1,
    arbitrary: one(
      fc
        .record({ machine, on, backlog: fc.nat({ max: 3 }) })
        .map((sign) => ({ kind: "sign" as const, ...sign })),
    ),
  },
  { weight: 1, arbitrary: one(machine.map((each) => ({ kind: "reboot" as const, machine: each }))) },
  { weight: 3, arbitrary: one(fc.constant({ kind: "sweep" as const })) },
  { weight: 1, arbitrary: one(fc.constant({ kind: "go_blind" as const })) },
  {
    weight: 2,
    arbitrary: one(
      fc.record({ machine, isTagged: fc.boolean() }).map((tag) => ({ kind: "tag" as const, ...tag })),
    ),
  },
  { weight: 1, arbitrary: one(machine.map((each) => ({ kind: "disable" as const, machine: each }))) },
  { weight: 2, arbitrary: one(machine.map((each) => ({ kind: "enable" as const, machine: each }))) },
  {
    weight: 3,
    arbitrary: one(
      fc
        .record({ rule: fc.nat({ max: 2 }), change })
        .map((changed) => ({ kind: "change" as const, ...changed })),
    ),
  },
  {
    weight: 1,
    arbitrary: one(fc.nat({ max: 2 }).map((rule) => ({ kind: "replace" as const, rule }))),
  },
);
