import type { OverviewView } from "@/lib/overview/schema";

/** The answer to "is anything wrong?" in one sentence. */
export function headline({ counts }: Pick<OverviewView, "counts">): string {
  const total = counts.pending + counts.online + counts.offline + counts.disabled;
  if (counts.offline > 0) return `${machines(counts.offline)} ${counts.offline === 1 ? "is" : "are"} offline`;
  if (total === 0) return "No machines yet";
  if (counts.online === 0)
    return counts.pending > 0 ? "Waiting for the first report" : "All machines are disabled";
  if (counts.late > 0) return `Nothing is offline, ${counts.late} ${counts.late === 1 ? "is" : "are"} late`;
  return counts.online === 1 ? "The machine is online" : `All ${counts.online} machines are online`;
}

function machines(count: number): string {
  return count === 1 ? "1 machine" : `${count} machines`;
}
