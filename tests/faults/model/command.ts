import fc from "fast-check";

/** What may happen to a hub with one machine and two channels, one of which is switched off and on. */
export type Command =
  | { kind: "hear"; ms: number }
  /** A blind interval ends: heard time stood still. */
  | { kind: "go_blind" }
  /** The web process that is listening stops pulsing; or stops in order. The next report comes through another one. */
  | { kind: "door_falls_deaf" }
  | { kind: "door_signs_off" }
  | { kind: "report"; intervalMs: number | null }
  | { kind: "sweep" }
  | { kind: "set_threshold"; ms: number | null }
  | { kind: "pause" }
  | { kind: "resume" }
  /** Time of day that no silence is counted by: long enough for the end of a pause to be history. */
  | { kind: "let_time_pass" }
  | { kind: "disable" }
  | { kind: "enable" }
  | { kind: "delete" }
  | { kind: "add" }
  | { kind: "toggle_channel" }
  /** Everything that waits is tried once, and receivers answer so. */
  | { kind: "send"; answer: Answer };

export type Answer = "ok" | "error" | "gone";

/** The installation's threshold. */
export const OFFLINE_AFTER_MS = 10_000;

export const TIME_PASSED_MS = 10_000;
export const PAUSE_MS = 3_600_000;

export type ToldEvent = "machine.offline" | "machine.online";

/** What can be seen from outside. Deadlines and heard time in milliseconds. */
export type View = {
  heardMs: number;
  /** Null: there is no machine. */
  machine: { status: string; deadlineMs: number | null } | null;
  openIncidents: number;
  incidents: number;
  /** Per delivery, in the order in which they were written: "channel event state reason". */
  deliveries: string[];
};

/** A command, or a time to hear that is counted from the machine's deadline: most mistakes live at boundaries. */
export type Step = Command | { kind: "hear_past_deadline"; ms: number };

/** The command that a step means to a hub that looks like this. */
export function toCommand(step: Step, { heardMs, machine }: View): Command {
  if (step.kind !== "hear_past_deadline") return step;
  return { kind: "hear", ms: Math.max(0, (machine?.deadlineMs ?? 0) + step.ms - heardMs) };
}

const TIMES = [0, 1, 499, 500, 1_499, 1_500, 1_501, 2_000, 4_999, 5_000, 5_001, 9_999, 10_000, 20_000];
const PAST_DEADLINE = [-1, 0, 1, 199, 200, 1_999, 2_000, 4_999, 5_000, 5_199, 5_200, 7_000, 9_999, 10_000];

const of = <Kind extends Command["kind"]>(kind: Kind) => fc.constant({ kind });

/** Any step; those that make and end outages are the most frequent. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...PAST_DEADLINE).map((ms) => ({ kind: "hear_past_deadline" as const, ms })),
  },
  {
    weight: 4,
    arbitrary: fc
      .oneof(fc.constantFrom(...TIMES), fc.nat({ max: 40_000 }))
      .map((ms) => ({ kind: "hear" as const, ms })),
  },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(null, null, 100, 1_000, 4_000, 60_000)
      .map((intervalMs) => ({ kind: "report" as const, intervalMs })),
  },
  { weight: 6, arbitrary: of("sweep") },
  { weight: 2, arbitrary: of("go_blind") },
  { weight: 2, arbitrary: of("door_falls_deaf") },
  { weight: 1, arbitrary: of("door_signs_off") },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(null, 5_000, 7_777, 10_000, 60_000)
      .map((ms) => ({ kind: "set_threshold" as const, ms })),
  },
  { weight: 2, arbitrary: of("pause") },
  { weight: 2, arbitrary: of("resume") },
  { weight: 1, arbitrary: of("let_time_pass") },
  { weight: 1, arbitrary: of("disable") },
  { weight: 2, arbitrary: of("enable") },
  { weight: 1, arbitrary: of("delete") },
  { weight: 2, arbitrary: of("add") },
  { weight: 2, arbitrary: of("toggle_channel") },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom<Answer>("ok", "ok", "error", "gone")
      .map((answer) => ({ kind: "send" as const, answer })),
  },
);
