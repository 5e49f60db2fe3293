import type { Stretch } from "@/lib/base/times";
import type { WindowRecord } from "@/lib/db/models";
import { machineScopeViewSchema } from "../machine-scope";
import type { OccurrenceView, WindowView } from "./schema";
import { windowTimesViewSchema } from "./window-times";

/** A window as /api/v1 shows it. */
export function toWindowView(row: WindowRecord, now: Date): WindowView {
  return {
    id: row.id,
    name: row.name,
    scope: machineScopeViewSchema.parse(JSON.parse(row.scope)),
    times: windowTimesViewSchema.parse(JSON.parse(row.times)),
    is_active: row.isActive,
    is_running: isRunning(row, now),
    from_at: row.fromAt?.toISOString() ?? null,
    to_at: row.toAt?.toISOString() ?? null,
    problem: row.problem,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** Whether a window has an occurrence at this moment. */
export function isRunning({ fromAt, toAt }: Pick<WindowRecord, "fromAt" | "toAt">, now: Date): boolean {
  return fromAt !== null && toAt !== null && fromAt <= now && now < toAt;
}

export function toOccurrenceView({ fromMs, toMs, changedMs }: Stretch): OccurrenceView {
  return {
    from_at: new Date(fromMs).toISOString(),
    to_at: new Date(toMs).toISOString(),
    changed_s: Math.round(changedMs / 1_000),
  };
}
