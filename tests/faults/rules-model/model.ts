import { type Command, GAP_MS, GONE_MS, RULES, type RuleChange, type Told, type View } from "./command";

type Condition = {
  metric: string;
  target: string | null;
  comparison: "above" | "below";
  threshold: number;
  samples: number | null;
  forMs: number | null;
  margin: number;
};
type Scope = "all" | "tagged" | "first";

/** What has happened to one machine, as far as rules are concerned. */
type Entry = { machine: number; heardMs: number } & (
  | { kind: "sample"; told: Told; rate: number | null }
  | { kind: "sign" }
  | { kind: "interrupted" }
  | { kind: "disabled" }
);
/** One rule with one condition, from one moment of the log to another. */
type Era = {
  slot: number;
  condition: Condition;
  /** Why it ended what it had opened; null: it lasts. */
  endedBy: string | null;
  log: LoggedEntry[];
};
/** An entry, with what the rule demanded then and whether it was for the machine. */
type LoggedEntry = Entry & { margin: number; isFor: boolean } & { ordinal: number };
type Alert = { value: number; over: { why: string; value: number | null; isTold: boolean } | null };

const TARGETS = ["", "/", "/var", "/var/log"] as const;

/**
 * What the guide says of rules, worked out anew from everything that has happened, each time: no state, no batches, no
 * database.
 */
export class RulesModel {
  private heardMs = 0;
  private readonly machines = [0, 1].map(() => ({
    isTagged: false,
    isDisabled: false,
    /** Of the latest report: when, and of the latest sample: the boot and whether it had the counter. */
    heardAtMs: null as number | null,
    last: null as { boot: number; hasCounter: boolean } | null,
    boot: 0,
  }));
  private readonly rules = RULES.map((condition, slot) => ({
    slot,
    condition: { ...condition } as Condition,
    isActive: true,
    scope: "all" as Scope,
  }));
  private readonly eras: Era[] = [];
  private ordinal = 0;

  constructor() {
    for (const { slot } of this.rules) this.beginEra(slot);
  }

  /** What a sweep of the hub has set offline: that is another model's subject. */
  wentOffline(machine: number): void {
    this.note({ kind: "interrupted", machine, heardMs: this.heardMs });
  }

  apply(command: Command): void {
    switch (command.kind) {
      case "hear":
        this.heardMs += command.ms;
        return;
      case "report":
        for (const [index, told] of command.told.entries()) this.report(command.machine, told, index === 0);
        return;
      case "sign": {
        const machine = this.machine(command.machine);
        if (machine.isDisabled) return;
        machine.heardAtMs = this.heardMs;
        this.note({ kind: "sign", machine: command.machine, heardMs: this.heardMs });
        return;
      }
      case "reboot":
        this.machine(command.machine).boot += 1;
        return;
      case "tag":
        this.machine(command.machine).isTagged = command.isTagged;
        return;
      case "disable": {
        const machine = this.machine(command.machine);
        if (machine.isDisabled) return;
        machine.isDisabled = true;
        this.note({ kind: "disabled", machine: command.machine, heardMs: this.heardMs });
        return;
      }
      case "enable": {
        const machine = this.machine(command.machine);
        if (!machine.isDisabled) return;
        machine.isDisabled = false;
        machine.heardAtMs = null;
        return;
      }
      case "change":
        this.change(command.rule, command.change);
        return;
      case "replace": {
        this.endEra(command.rule, "rule_deleted");
        const rule = this.rule(command.rule);
        Object.assign(rule, { condition: { ...RULES[command.rule] }, isActive: true, scope: "all" });
        this.beginEra(command.rule);
      }
    }
  }

  /** By rule, machine and target. */
  view(): View {
    const view: View = {};
    for (const era of this.eras)
      for (const machine of [0, 1])
        for (const target of TARGETS) {
          const alerts = this.alertsOf(era, machine, target);
          const key = `${era.slot} on ${machine} ${target}`;
          if (alerts.length > 0) view[key] = [...(view[key] ?? []), ...alerts.map(lineOf)];
        }
    return view;
  }

  private report(index: number, told: Told, isFirst: boolean): void {
    const machine = this.machine(index);
    if (machine.isDisabled) return;
    const isNear = !isFirst || (machine.heardAtMs !== null && this.heardMs - machine.heardAtMs <= GAP_MS);
    const { last, boot } = machine;
    const isMeasured = told.grew !== null && last?.hasCounter && last.boot === boot && isNear;
    // Samples are ten seconds apart by the machine's own clock.
    const rate = isMeasured && told.grew !== null ? told.grew / 10 : null;
    machine.last = { boot, hasCounter: told.grew !== null };
    machine.heardAtMs = this.heardMs;
    this.note({ kind: "sample", machine: index, heardMs: this.heardMs, told, rate });
  }

  private change(slot: number, change: RuleChange): void {
    const rule = this.rule(slot);
    const { threshold, samples, forMs, margin, isActive, scope } = change;
    const before = JSON.stringify({ ...rule.condition, margin: 0 });
    const wasActive = rule.isActive;
    const wasFor = [0, 1].map((machine) => this.isFor(slot, machine));
    if (threshold !== undefined) rule.condition = { ...rule.condition, threshold };
    if (samples !== undefined) rule.condition = { ...rule.condition, samples, forMs: null };
    if (forMs !== undefined) rule.condition = { ...rule.condition, forMs, samples: null };
    if (margin !== undefined) rule.condition = { ...rule.condition, margin };
    if (isActive !== undefined) rule.isActive = isActive;
    if (scope !== undefined) rule.scope = scope;
    const isOther = JSON.stringify({ ...rule.condition, margin: 0 }) !== before;
    if (wasActive && !rule.isActive) this.endEra(slot, "rule_off");
    else if (isOther) this.endEra(slot, "rule_changed");
    if ((wasActive && !rule.isActive) || isOther || (!wasActive && rule.isActive)) this.beginEra(slot);
    // Who changes a scope ends at once what has left it.
    if (scope !== undefined)
      for (const machine of [0, 1])
        if (wasFor[machine] && !this.isFor(slot, machine)) this.noteFor(slot, machine);
  }

  private noteFor(slot: number, machine: number): void {
    const entry: Entry = { kind: "sign", machine, heardMs: this.heardMs };
    for (const era of this.eras) if (era.slot === slot && era.endedBy === null) this.push(era, entry);
  }

  private note(entry: Entry): void {
    for (const era of this.eras) if (era.endedBy === null) this.push(era, entry);
  }

  private push(era: Era, entry: Entry): void {
    const { condition } = this.rule(era.slot);
    const isFor = this.isFor(era.slot, entry.machine);
    era.log.push({ ...entry, margin: condition.margin, isFor, ordinal: this.ordinal++ });
  }

  private beginEra(slot: number): void {
    const { condition } = this.rule(slot);
    this.eras.push({ slot, condition, endedBy: null, log: [] });
  }

  private endEra(slot: number, endedBy: string): void {
    for (const era of this.eras) if (era.slot === slot && era.endedBy === null) era.endedBy = endedBy;
  }

  private isFor(slot: number, machine: number): boolean {
    const { scope, isActive } = this.rule(slot);
    if (!isActive) return false;
    return scope === "all" || (scope === "first" ? machine === 0 : this.machine(machine).isTagged);
  }

  /** Everything that one rule, with one condition, has told of one target of a machine. */
  private alertsOf({ condition, log, endedBy }: Era, machine: number, target: string): Alert[] {
    const own = log.filter((entry) => entry.machine === machine);
    const alerts: Alert[] = [];
    const open = () => alerts.find(({ over }) => over === null);
    let firedAt = -1;
    for (const [index, entry] of own.entries()) {
      const alert = open();
      const end = (why: string, value: number | null, isTold = true) => {
        if (alert !== undefined) alert.over = { why, value, isTold };
        firedAt = index;
      };
      if (entry.kind === "disabled") end("disabled", null, false);
      else if (entry.kind !== "interrupted" && !entry.isFor) end("rule_changed", null);
      else if (entry.kind === "sample") {
        const value = valueIn(condition, target, entry);
        if (alert === undefined) {
          if (
            typeof value === "number" &&
            lasts({ condition, target, own: own.slice(firedAt + 1, index + 1) })
          )
            alerts.push({ value, over: null });
        } else if (value === "gone") {
          const since = goneSince({ condition, target, own: own.slice(0, index + 1) });
          if (entry.heardMs - since >= GONE_MS) end("target_gone", null);
        } else if (value !== null && isBack(condition, entry.margin, value)) end("recovered", value);
      }
    }
    const alert = open();
    if (alert !== undefined && endedBy !== null) alert.over = { why: endedBy, value: null, isTold: true };
    return alerts;
  }

  private machine(index: number) {
    const machine = this.machines[index];
    if (machine === undefined) throw new Error(`no machine ${index}`);
    return machine;
  }

  private rule(slot: number) {
    const rule = this.rules[slot];
    if (rule === undefined) throw new Error(`no rule ${slot}`);
    return rule;
  }
}

function lineOf({ value, over }: Alert): string {
  if (over === null) return `${value} open; told 1, 0`;
  const back = over.value === null ? "" : ` ${over.value}`;
  return `${value} ${over.why}${back}; told 1, ${over.isTold ? 1 : 0}`;
}

type Sampled = LoggedEntry & { kind: "sample" };

function valueIn({ metric, target: pattern }: Condition, target: string, { told, rate }: Sampled) {
  if (metric === "filesystem.used_pct") {
    // The pattern is /var*.
    if (pattern !== "/var*" || !target.startsWith("/var") || told.mounts === null) return null;
    return told.mounts[target as "/var"] ?? "gone";
  }
  if (target !== "") return null;
  return metric === "cpu_pct" ? told.cpu : rate;
}

const isMet = ({ comparison, threshold }: Condition, value: number) =>
  comparison === "above" ? value > threshold : value < threshold;
const isBack = ({ comparison, threshold }: Condition, margin: number, value: number) =>
  comparison === "above" ? value <= threshold - margin : value >= threshold + margin;

/** Looks back from the last sample over those that met the condition, as far as nothing lies between. */
function lasts({
  condition,
  target,
  own,
}: {
  condition: Condition;
  target: string;
  own: LoggedEntry[];
}): boolean {
  const met: Sampled[] = [];
  for (const entry of [...own].reverse()) {
    if (entry.kind === "interrupted" || entry.kind === "disabled" || !entry.isFor) break;
    if (entry.kind !== "sample") continue;
    const value = valueIn(condition, target, entry);
    if (value === null) continue;
    if (value === "gone" || !isMet(condition, value)) break;
    const after = met.at(-1);
    if (after !== undefined && after.heardMs - entry.heardMs > GAP_MS) break;
    met.push(entry);
  }
  const [last] = met;
  const first = met.at(-1);
  if (last === undefined || first === undefined) return false;
  return condition.samples === null
    ? last.heardMs - first.heardMs >= (condition.forMs ?? 0)
    : met.length >= condition.samples;
}

/** When the first sample came that did not list the target, of those since it was listed last. */
function goneSince({ condition, target, own }: { condition: Condition; target: string; own: LoggedEntry[] }) {
  let since = 0;
  for (const entry of [...own].reverse()) {
    const value = entry.kind === "sample" ? valueIn(condition, target, entry) : null;
    if (value === "gone") since = entry.heardMs;
    else if (value !== null) break;
  }
  return since;
}
