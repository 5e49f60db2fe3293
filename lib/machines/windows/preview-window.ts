import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { OccurrenceView } from "./schema";
import { toOccurrenceView } from "./view";
import { nextOccurrences, type WindowTimes } from "./window-times";

const SHOWN = 5;

/** The next occurrences that a window at these times would have; nothing is written. */
export function previewWindow({ scope, times, now }: { scope: TeamScope; times: WindowTimes; now: Date }): {
  data: OccurrenceView[];
} {
  requirePermission(scope, "windows.read");
  return { data: nextOccurrences(times, now.getTime(), SHOWN).map(toOccurrenceView) };
}
