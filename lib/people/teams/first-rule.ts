/** Columns of a new team with its first rule: a full filesystem is the alert that people expect. */
export function withFirstRule(now: Date) {
  return {
    rulesVersion: 1,
    rules: {
      create: {
        name: "Filesystem almost full",
        metric: "filesystem.used_pct",
        target: null,
        comparison: "above",
        threshold: 90,
        samples: null,
        forMs: 10 * 60_000,
        recoverMargin: 0,
        severity: "warning",
        scope: JSON.stringify({ all: true }),
        isActive: true,
        createdAt: now,
        updatedAt: now,
      },
    },
  };
}
