import type { Unit } from "@/lib/heartbeat/report/metrics";
import type { SamplesView as Old } from "@/lib/history/metrics/schema";

type Column = (number | null)[];
export type SamplesView = Omit<Old, "series"> & {
  series: Record<string, { min: Column; avg: Column; max: Column }>;
  resolution: "raw" | "5m" | "1h";
  pauses: { started_at: string; ended_at: string | null }[];
  reboots: string[];
  alerts: {
    incident_id: number;
    rule_id: number | null;
    rule_name: string;
    series: string;
    severity: "warning" | "critical";
    started_at: string;
    resolved_at: string | null;
  }[];
};
export type SeriesView = {
  name: string;
  metric: string;
  target: string | null;
  label: string;
  unit: Unit;
  last: number | null;
  last_at: string | null;
  total_bytes?: number;
  full_in?: number | null;
};
export type RuleView = {
  id: number;
  name: string;
  metric: string;
  target: string | null;
  comparison: "above" | "below";
  threshold: number;
  samples: number | null;
  for: string | null;
  severity: "warning" | "critical";
  is_active: boolean;
};
export function fits(pattern: string | null, name: string) {
  return pattern === null || pattern === name;
}
