import type { ReporterRow, RuleStateKey, RuleStateRow } from "@/lib/db/engine";
import { findWord, type Stored } from "@/lib/db/stored";
import { isPausedAt } from "@/lib/heartbeat/pause";
import type { Report } from "@/lib/heartbeat/report/parse";
import { ENDINGS, type Ending } from "./endings";
import { GONE, gapAfterMs, isMet, judge, type Reading } from "./judge";
import { type Previous, readPrevious, toPrevious } from "./previous";
import { forEachReading, isRate } from "./readings";
import type { Rule, RuleState } from "./rule";
import type { RulesByTeam } from "./team-rules";

type Stand = RuleStateRow & { ending: Stored | null };

/** The reports of one machine in one commit, in order. */
export type JudgedBatch = {
  row: ReporterRow;
  reports: readonly Report[];
  /** The machine's report interval, as far as it is known. */
  intervalMs: number;
};

/** A rule that has just fired. */
export type Opening = {
  kind: "opens";
  key: RuleStateKey;
  row: ReporterRow;
  rule: Rule;
  value: number;
  sinceMs: number;
};
/** An alert that is over. `incidentId` null: it was opened by the same commit. */
export type Closing = {
  kind: "closes";
  key: RuleStateKey;
  row: ReporterRow;
  incidentId: number | null;
  resolution: "recovered" | "target_gone" | Ending;
  value: number | null;
};

export type Judgements = {
  /** In the order in which they happened. */
  steps: (Opening | Closing)[];
  /** States to write. Of those that have just fired (`isNew`) the incident is not known yet. */
  kept: (RuleStateRow & { isNew: boolean })[];
  dropped: RuleStateKey[];
};

/** Judges what machines report by their rules. Nothing is written; `heardMs`: heard time at the commit. */
export function judgeReports({
  batches,
  rules,
  states,
  forecasts,
  heardMs,
  nowMs,
}: {
  batches: readonly JudgedBatch[];
  rules: RulesByTeam;
  states: readonly Stand[];
  forecasts: ReadonlyMap<number, ReadonlyMap<string, number>>;
  heardMs: number;
  /** The hub's wall clock, for pauses only. */
  nowMs: number;
}): Judgements {
  const judgements: Judgements = { steps: [], kept: [], dropped: [] };
  const byMachine = groupByMachine(states);
  for (const batch of batches) {
    const { row } = batch;
    const applying = rules.get(row.teamId)?.of(row) ?? [];
    const stands = byMachine.get(row.machineId) ?? [];
    if (applying.length === 0 && stands.length === 0) continue;
    const machine = new JudgedMachine({ batch, stands, heardMs, nowMs, judgements });
    machine.endOthers(applying);
    machine.judge(applying, forecasts.get(row.machineId) ?? NO_FORECASTS);
    machine.finish();
  }
  return judgements;
}

function groupByMachine(states: readonly Stand[]): Map<number, Stand[]> {
  const byMachine = new Map<number, Stand[]>();
  for (const state of states) {
    const others = byMachine.get(state.machineId);
    if (others === undefined) byMachine.set(state.machineId, [state]);
    else others.push(state);
  }
  return byMachine;
}

const NO_FORECASTS: ReadonlyMap<string, number> = new Map();

/** Where a rule stands on one target while the reports of a commit are judged. */
type Working = {
  stored: Stand | null;
  state: RuleState | null;
  incidentId: number | null;
  /** The report that was judged last: of two targets of the same name in one report only the first counts. */
  judgedIn: number;
};

class JudgedMachine {
  private readonly byRule = new Map<number, Map<string, Working>>();
  private readonly row: ReporterRow;
  private readonly reports: readonly Report[];
  private readonly gapMs: number;
  private readonly isPaused: boolean;

  constructor(
    private readonly given: {
      batch: JudgedBatch;
      stands: readonly Stand[];
      heardMs: number;
      nowMs: number;
      judgements: Judgements;
    },
  ) {
    const { row, reports, intervalMs } = given.batch;
    this.row = row;
    this.reports = reports;
    this.gapMs = gapAfterMs(intervalMs);
    this.isPaused = isPausedAt({ pausedUntilMs: row.pausedUntilMs, nowMs: given.nowMs });
  }

  /** Takes the states in; ends those whose rule no longer stands behind them. */
  endOthers(applying: readonly Rule[]): void {
    const { stands, judgements } = this.given;
    for (const stand of stands) {
      const isOver = stand.ending !== null || applying.every(({ id }) => id !== stand.ruleId);
      // One that is over may fire again in this very commit, and then takes the place of this one.
      this.targetsOf(stand.ruleId).set(stand.target, {
        stored: stand,
        state: isOver ? null : toState(stand),
        incidentId: isOver ? null : stand.incidentId,
        judgedIn: -1,
      });
      if (!isOver || stand.incidentId === null) continue;
      // Without a word why, the machine has left the rule's scope.
      const resolution = (stand.ending === null ? null : findWord(ENDINGS, stand.ending)) ?? "rule_changed";
      judgements.steps.push({
        kind: "closes",
        key: this.keyOf(stand.ruleId, stand.target),
        row: this.row,
        incidentId: stand.incidentId,
        resolution,
        value: null,
      });
    }
  }

  judge(applying: readonly Rule[], pctPerHour: ReadonlyMap<string, number>): void {
    let previous = applying.some(({ metric }) => isRate(metric)) ? this.before() : null;
    for (const [index, report] of this.reports.entries()) {
      for (const rule of applying) {
        const isListed = forEachReading(rule, { report, previous, pctPerHour }, (target, value) =>
          this.see({ rule, target, reading: value, index }),
        );
        if (isListed) this.seeGone(rule, index);
      }
      if (report.sample !== null) previous = toPrevious(report.sample);
    }
  }

  /** What changes in the rows. */
  finish(): void {
    const { kept, dropped } = this.given.judgements;
    for (const [ruleId, targets] of this.byRule)
      for (const [target, { stored, state, incidentId }] of targets) {
        const key = this.keyOf(ruleId, target);
        if (state === null) {
          if (stored !== null) dropped.push(key);
        } else if (stored === null || stored.ending !== null || differs(stored, { ...state, incidentId }))
          kept.push({
            ...key,
            sinceMs: state.sinceMs,
            samples: state.samples,
            judgedMs: state.judgedMs,
            missingSinceMs: state.missingSinceMs,
            incidentId,
            isNew: state.isOpen && incidentId === null,
          });
      }
  }

  /** The sample before the first of these reports, unless a gap lies between. */
  private before(): Previous | null {
    const { heardAtMs, lastSample } = this.row;
    const isGap = heardAtMs === null || this.given.heardMs - heardAtMs > this.gapMs;
    return isGap ? null : readPrevious(lastSample);
  }

  private see({
    rule,
    target,
    reading,
    index,
  }: {
    rule: Rule;
    target: string;
    reading: Reading;
    index: number;
  }): void {
    const known = this.byRule.get(rule.id)?.get(target);
    // Nearly always: nothing was wrong, and nothing is.
    if (known === undefined && (typeof reading !== "number" || !isMet(rule, reading))) return;
    const working = known ?? { stored: null, state: null, incidentId: null, judgedIn: -1 };
    if (working.judgedIn === index) return;
    working.judgedIn = index;
    this.targetsOf(rule.id).set(target, working);
    this.decide({ rule, target, reading, working });
  }

  private decide({
    rule,
    target,
    reading,
    working,
  }: {
    rule: Rule;
    target: string;
    reading: Reading;
    working: Working;
  }): void {
    const { heardMs, judgements } = this.given;
    const { row, gapMs, isPaused } = this;
    const key = this.keyOf(rule.id, target);
    const judgement = judge({ rule, reading, state: working.state, heardMs, gapMs, isPaused });
    switch (judgement.kind) {
      case "nothing":
        return;
      case "dropped":
        working.state = null;
        return;
      case "pending":
      case "stays":
        working.state = judgement.state;
        return;
      case "fires": {
        working.state = judgement.state;
        const { value } = judgement;
        judgements.steps.push({ kind: "opens", key, row, rule, value, sinceMs: judgement.state.sinceMs });
        return;
      }
      case "resolves": {
        const { resolution, value } = judgement;
        const { incidentId } = working;
        judgements.steps.push({ kind: "closes", key, row, incidentId, resolution, value });
        working.state = null;
        working.incidentId = null;
      }
    }
  }

  /** Judges the targets of a rule that this report does not list. */
  private seeGone(rule: Rule, index: number): void {
    for (const [target, { state, judgedIn }] of this.byRule.get(rule.id) ?? [])
      if (state !== null && judgedIn !== index) this.see({ rule, target, reading: GONE, index });
  }

  private targetsOf(ruleId: number): Map<string, Working> {
    const known = this.byRule.get(ruleId);
    if (known !== undefined) return known;
    const targets = new Map<string, Working>();
    this.byRule.set(ruleId, targets);
    return targets;
  }

  private keyOf(ruleId: number, target: string): RuleStateKey {
    return { ruleId, machineId: this.row.machineId, target };
  }
}

function toState({ sinceMs, samples, judgedMs, missingSinceMs, incidentId }: RuleStateRow): RuleState {
  return { sinceMs, samples, judgedMs, missingSinceMs, isOpen: incidentId !== null };
}

function differs(stored: RuleStateRow, now: Omit<RuleStateRow, keyof RuleStateKey>): boolean {
  return (
    stored.sinceMs !== now.sinceMs ||
    stored.samples !== now.samples ||
    stored.judgedMs !== now.judgedMs ||
    stored.missingSinceMs !== now.missingSinceMs ||
    stored.incidentId !== now.incidentId
  );
}
