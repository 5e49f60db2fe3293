import { findMetric } from "@/lib/heartbeat/report/metrics";
import { type Draft, FIRST_DRAFT, withMetric } from "./draft";

type Query = Record<string, string | string[] | undefined>;

export type Prefilled = { draft: Draft; machineId: number | null };

type Wish = { metric: string; target?: string | null; machineId?: number };

/** The address of the rules' page with the form of a new rule open, about this metric and this machine's history. */
export function addRuleHref({ metric, target = null, machineId }: Wish): string {
  const query = new URLSearchParams({ add: metric });
  if (target !== null) query.set("target", target);
  if (machineId !== undefined) query.set("machine", String(machineId));
  return `/rules?${query}`;
}

/** The form that such an address asks for; null: none. What it does not understand it leaves out. */
export function readPrefill(query: Query): Prefilled | null {
  const metric = textOf(query.add);
  if (metric === null) return null;
  const isKnown = findMetric(metric) !== null;
  const draft = isKnown ? withMetric(FIRST_DRAFT, metric) : FIRST_DRAFT;
  const target = isKnown ? textOf(query.target) : null;
  const machineId = Number(textOf(query.machine));
  return {
    draft: { ...draft, target: target ?? "" },
    machineId: Number.isSafeInteger(machineId) && machineId > 0 ? machineId : null,
  };
}

function textOf(value: string | string[] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
