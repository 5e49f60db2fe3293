import type { PolicyView } from "@/lib/events/policies/schema";

type When = NonNullable<PolicyView["match"]["when"]>;

/** What the dialog of a policy holds: text as it was typed. */
export type PolicyDraft = {
  name: string;
  scope: "all" | "tags" | "machines";
  tags: string[];
  machines: number[];
  kind: "all" | "offline" | "metric";
  ofSeverity: "all" | "warning" | "critical";
  /** "kept": times that the dialog cannot show, which stay as they are. */
  hours: "always" | "daily" | "kept";
  from: string;
  until: string;
  weekdays: number[];
  zone: string;
  as: "" | "warning" | "critical";
  steps: StepDraft[];
  reminds: boolean;
  every: string;
  atMost: string;
  /** What the dialog does not show and gives back as it is. */
  kept: { rules: number[] | null; when: When | null };
};

/** `key` tells steps apart while they are moved. */
export type StepDraft = { key: number; wait: string; channels: number[] | "all" };

const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];

/** A new policy: for a tag, whose first channel is still to be chosen. */
export function firstDraft(zone: string): PolicyDraft {
  return {
    name: "",
    scope: "tags",
    tags: [],
    machines: [],
    kind: "all",
    ofSeverity: "all",
    hours: "always",
    from: "22:00",
    until: "07:00",
    weekdays: ALL_DAYS,
    zone,
    as: "",
    steps: [{ key: 1, wait: "0s", channels: [] }],
    reminds: false,
    every: "1h",
    atMost: "5",
    kept: { rules: null, when: null },
  };
}

/** The draft of a policy that exists. */
export function draftOf({ name, match, severity, steps, reminder }: PolicyView, zone: string): PolicyDraft {
  const { machines, kinds, when } = match;
  const first = firstDraft(zone);
  const [kind, ...others] = kinds ?? [];
  return {
    ...first,
    name,
    scope: "tags" in machines ? "tags" : "machines" in machines ? "machines" : "all",
    tags: "tags" in machines ? machines.tags : [],
    machines: "machines" in machines ? machines.machines : [],
    kind: kind === undefined || others.length > 0 ? "all" : kind,
    ofSeverity: match.severity ?? "all",
    ...hoursOf(when),
    as: severity ?? "",
    steps: steps.map(({ wait, channels }, index) => ({ key: index + 1, wait, channels })),
    reminds: reminder !== null,
    every: reminder?.every ?? first.every,
    atMost: String(reminder?.at_most ?? first.atMost),
    kept: { rules: match.rules, when },
  };
}

function hoursOf(when: When | null): Partial<PolicyDraft> {
  if (when === null) return {};
  const { from, until, days, zone, starts_on, ends_on } = when;
  const isPlain = until !== undefined && starts_on === undefined && ends_on === undefined;
  const weekdays = days === undefined ? ALL_DAYS : isWeekly(days) ? days.weekdays : null;
  if (!isPlain || weekdays === null) return { hours: "kept" };
  return { hours: "daily", from, until, weekdays, zone };
}

function isWeekly(days: NonNullable<When["days"]>): days is { weekdays: number[] } {
  return "weekdays" in days && !("every_weeks" in days);
}

/** The body that a draft means, for /api/v1/policies; what is missing is left for the hub to refuse. */
export function bodyOf(draft: PolicyDraft) {
  const { name, kind, ofSeverity, as, steps, reminds, every, atMost, kept } = draft;
  return {
    name: name.trim(),
    match: {
      machines: machinesOf(draft),
      kinds: kind === "all" ? null : [kind],
      rules: kept.rules,
      severity: ofSeverity === "all" ? null : ofSeverity,
      when: whenOf(draft),
    },
    severity: as === "" ? null : as,
    steps: steps.map(({ wait, channels }) => ({ wait: wait.trim(), channels })),
    reminder: reminds ? { every: every.trim(), at_most: Number(atMost) } : null,
  };
}
export type PolicyBody = ReturnType<typeof bodyOf>;

function machinesOf({ scope, tags, machines }: PolicyDraft): PolicyView["match"]["machines"] {
  if (scope === "tags") return { tags };
  return scope === "machines" ? { machines } : { all: true };
}

function whenOf({ hours, from, until, weekdays, zone, kept }: PolicyDraft): When | null {
  if (hours === "always") return null;
  if (hours === "kept") return kept.when;
  return { zone, from, until, ...(weekdays.length < ALL_DAYS.length && { days: { weekdays } }) };
}
