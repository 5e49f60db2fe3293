import fc from "fast-check";

/** What can happen to a hub with one machine and two channels, one of which is switched off and on. */
export type Command =
  | { kind: "hear"; ms: number }
  /** A blind interval ends: heard time stood still. */
  | { kind: "go_blind" }
  /** The listening ingest process stops pulsing, or stops cleanly. The next report comes through another one. */
  | { kind: "web_falls_deaf" }
  | { kind: "web_signs_off" }
  | { kind: "report"; intervalMs: number | null }
  | { kind: "sweep" }
  | { kind: "set_threshold"; ms: number | null }
  | { kind: "pause" }
  | { kind: "resume" }
  /** Time of day during which no silence counts: long enough for the end of a pause to be in the past. */
  | { kind: "let_time_pass" }
  | { kind: "disable" }
  | { kind: "enable" }
  | { kind: "delete" }
  | { kind: "add" }
  | { kind: "toggle_channel" }
  /** Everything that is waiting is tried once, with this answer from the receivers. */
  | { kind: "send"; answer: Answer }
  /** A worker sends the state of flapping machines that have become stable. */
  | { kind: "settle" }
  /** The hub restarts with another FLAP_WINDOW; 0: every change is sent. */
  | { kind: "set_flap_window"; ms: number };

export type Answer = "ok" | "error" | "gone";

/** The installation's threshold. */
export const OFFLINE_AFTER_MS = 10_000;

/** The installation's FLAP_WINDOW, until it is changed. Not a multiple of the time that passes: the duration of a run moves nothing across its edge. */
export const FLAP_WINDOW_MS = 25_000;

export const TIME_PASSED_MS = 10_000;
export const PAUSE_MS = 3_600_000;

export type ToldEvent = "machine.offline" | "machine.online";

/** What can be seen from outside. Deadlines and heard time in milliseconds. */
export type View = {
  heardMs: number;
  /** Null: no machine exists. */
  machine: { status: string; deadlineMs: number | null } | null;
  /** Null: not flapping. Otherwise how many outages there were, and the heard time at which it counts as stable. */
  flap: { outages: number; steadyMs: number } | null;
  openIncidents: number;
  incidents: number;
  /** Per delivery, in the order in which they were written: "channel event, its flapping part: state reason". */
  deliveries: string[];
};

/** What a notification says about flapping: that it begins with the third outage, or that it is over, after so many. */
export type Flapping = { outages: number; isOver: boolean };

/** A delivery as a line of a view. */
export function deliveryLine({
  channel,
  event,
  flapping,
  state,
  reason,
}: {
  channel: string;
  event: string;
  flapping: Flapping | null;
  state: string;
  reason: string | null;
}): string {
  const says =
    flapping === null ? "" : `, ${flapping.outages} outages, ${flapping.isOver ? "steady" : "flaps"}`;
  return `${channel} ${event}${says}: ${state} ${reason ?? ""}`;
}

/** A command, or one that first looks at the hub's state: most bugs are at boundaries, and flapping takes several outages. */
export type Step =
  | Command
  /** A time to hear that is counted from the machine's deadline. */
  | { kind: "hear_past_deadline"; ms: number }
  /** The same, from when it counts as stable, with a worker that checks then. */
  | { kind: "settle_past_steady"; ms: number }
  /** How often the machine reports and then is silent for long. */
  | { kind: "go_and_come"; times: number };

/** The commands of a step, each applied to the hub as the previous ones left it. */
export function* toCommands(step: Step, view: () => View): Generator<Command> {
  const hearUntil = (untilMs: number): Command => ({
    kind: "hear",
    ms: Math.max(0, untilMs - view().heardMs),
  });
  switch (step.kind) {
    case "hear_past_deadline":
      yield hearUntil((view().machine?.deadlineMs ?? 0) + step.ms);
      return;
    case "settle_past_steady":
      yield hearUntil((view().flap?.steadyMs ?? 0) + step.ms);
      yield { kind: "settle" };
      return;
    case "go_and_come":
      for (let time = 0; time < step.times; time++) {
        yield { kind: "report", intervalMs: null };
        yield hearUntil((view().machine?.deadlineMs ?? 0) + OFFLINE_AFTER_MS);
        yield { kind: "sweep" };
      }
      return;
    default:
      yield step;
  }
}

const TIMES = [0, 1, 499, 500, 1_499, 1_500, 1_501, 2_000, 4_999, 5_000, 5_001, 9_999, 10_000, 20_000];
const PAST_DEADLINE = [-1, 0, 1, 199, 200, 1_999, 2_000, 4_999, 5_000, 5_199, 5_200, 7_000, 9_999, 10_000];

const of = <Kind extends Command["kind"]>(kind: Kind) => fc.constant({ kind });

/** Any step; those that begin and end outages are the most frequent. */
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
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 4 }).map((times) => ({ kind: "go_and_come" as const, times })),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom(-1, 0, 0, 1, 5_000).map((ms) => ({ kind: "settle_past_steady" as const, ms })),
  },
  { weight: 2, arbitrary: of("settle") },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(0, FLAP_WINDOW_MS, 2 * FLAP_WINDOW_MS + 5_000)
      .map((ms) => ({ kind: "set_flap_window" as const, ms })),
  },
  { weight: 2, arbitrary: of("go_blind") },
  { weight: 2, arbitrary: of("web_falls_deaf") },
  { weight: 1, arbitrary: of("web_signs_off") },
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
