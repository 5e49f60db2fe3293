import { formatDuration } from "@/lib/base/duration";
import type { RuleRecord } from "@/lib/db/models";
import { readWord } from "@/lib/db/stored";
import { COMPARISONS, SEVERITIES } from "@/lib/heartbeat/report/condition";
import { readScope } from "@/lib/machines/machine-scope";
import type { Rule } from "./rule";
import type { RuleView } from "./schema";

/** A rule from its row. Throws when a newer version wrote it. */
export function toRule({ comparison, severity, scope, createdAt, updatedAt, ...row }: RuleRecord): Rule {
  return {
    ...row,
    comparison: readWord(COMPARISONS, comparison),
    severity: readWord(SEVERITIES, severity),
    scope: readScope(scope),
  };
}

/** A rule's row as /api/v1 shows it. */
export function toRuleView({ row, firing }: { row: RuleRecord; firing: number }): RuleView {
  const rule = toRule(row);
  return {
    id: rule.id,
    name: rule.name,
    metric: rule.metric,
    target: rule.target,
    comparison: rule.comparison,
    threshold: rule.threshold,
    samples: rule.samples,
    for: rule.forMs === null ? null : formatDuration(rule.forMs),
    recover_margin: rule.recoverMargin,
    severity: rule.severity,
    scope: rule.scope,
    is_active: rule.isActive,
    firing,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
