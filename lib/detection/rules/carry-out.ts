import type { Database, Tx } from "@/lib/db/client";
import type { ReporterRow, RuleStateKey } from "@/lib/db/engine";
import { circumstancesAtChange } from "@/lib/events/circumstances";
import type { AlertEvent } from "@/lib/events/event";
import { type AlertSource, firingEvent, resolvedEvent } from "@/lib/incidents/record/alert-event";
import type { ToldFiring } from "@/lib/incidents/record/firing";
import { closeFirings, type NewFiring, openFirings } from "@/lib/incidents/record/firing-mutations";
import type { Closing, Judgements, Opening } from "./judge-reports";

const idOf = ({ ruleId, machineId, target }: RuleStateKey) => `${machineId}:${ruleId}:${target}`;

/**
 * Opens and closes the incidents that reports have been judged to, and writes the states of their rules, in the commit of
 * these reports. Returns the events, in the order in which they happened.
 */
export async function carryOut({
  tx,
  engine,
  judgements: { steps, kept, dropped },
  heardMs,
  nowMs,
}: {
  tx: Tx;
  engine: Database["engine"];
  judgements: Judgements;
  heardMs: number;
  nowMs: number;
}): Promise<AlertEvent[]> {
  const opened = new Map<string, number>();
  const events = new Map<Opening | Closing, AlertEvent>();
  for (const wave of toWaves(steps)) {
    const openings = wave.filter((step) => step.kind === "opens");
    const closings = wave.filter((step) => step.kind === "closes");
    const firings = openings.map((opening) => toFiring({ opening, heardMs, nowMs }));
    const incidents = await openFirings({ tx, engine, firings });
    for (const [index, opening] of openings.entries()) {
      const [firing, incident] = [firings[index], incidents[index]];
      if (firing === undefined || incident === undefined) continue;
      opened.set(idOf(opening.key), incident.id);
      const source = sourceOf({ row: opening.row, incident: { ...firing, id: incident.id }, nowMs });
      if (incident.isNew) events.set(opening, firingEvent(source));
    }
    const ended = closings.map((closing) => ({
      ...closing,
      incidentId: closing.incidentId ?? opened.get(idOf(closing.key)) ?? 0,
    }));
    const closed = await closeFirings({ tx, ended, nowMs });
    for (const [index, { incidentId, row, resolution, value }] of ended.entries()) {
      const [incident, closing] = [closed.get(incidentId), closings[index]];
      if (incident === undefined || closing === undefined) continue;
      const source = sourceOf({ row, incident, nowMs });
      events.set(closing, resolvedEvent(source, { resolvedAtMs: incident.resolvedAtMs, resolution, value }));
    }
  }
  const withIncidents = kept.map(({ isNew, ...state }) =>
    isNew ? { ...state, incidentId: opened.get(idOf(state)) ?? null } : state,
  );
  await engine.writeRuleStates(tx, { kept: withIncidents, dropped });
  return steps.flatMap((step) => events.get(step) ?? []);
}

/** Groups of steps that can be carried out together: of each rule, machine and target one, in order. */
function toWaves(steps: readonly (Opening | Closing)[]): (Opening | Closing)[][] {
  const waves: (Opening | Closing)[][] = [];
  const done = new Map<string, number>();
  for (const step of steps) {
    const id = idOf(step.key);
    const wave = done.get(id) ?? 0;
    done.set(id, wave + 1);
    if (waves[wave] === undefined) waves[wave] = [step];
    else waves[wave].push(step);
  }
  return waves;
}

function toFiring({
  opening: { row, rule, key, value, sinceMs },
  heardMs,
  nowMs,
}: {
  opening: Opening;
  heardMs: number;
  nowMs: number;
}): NewFiring {
  return {
    machineId: row.machineId,
    teamId: row.teamId,
    startedAtMs: nowMs - Math.max(0, heardMs - sinceMs),
    detectedAtMs: nowMs,
    firing: {
      rule_id: rule.id,
      rule_name: rule.name,
      metric: rule.metric,
      target: key.target === "" ? null : key.target,
      comparison: rule.comparison,
      threshold: rule.threshold,
      samples: rule.samples,
      for_ms: rule.forMs,
      severity: rule.severity,
      value,
    },
  };
}

/** What an event needs to know of a machine that has reported just now. */
function sourceOf({
  row,
  incident,
  nowMs,
}: {
  row: ReporterRow;
  incident: ToldFiring;
  nowMs: number;
}): AlertSource {
  return {
    machine: row,
    circumstances: circumstancesAtChange({ pausedUntilMs: row.pausedUntilMs, nowMs }),
    lastSeenAtMs: nowMs,
    status: "online",
    incident,
  };
}
