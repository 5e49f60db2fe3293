import { totalOf } from "@/components/parts/count-statuses";
import { massWords } from "@/lib/events/mass-words";
import type { OverviewView } from "@/lib/overview/schema";

/** The answer to "is anything wrong?" in one sentence. */
export function headline({ counts, mass_silence }: Pick<OverviewView, "counts" | "mass_silence">): string {
  const { pending, online, paused } = counts;
  if (mass_silence !== null) {
    const more = counts.offline - mass_silence.offline;
    const others = more > 0 ? `, ${more} more ${more === 1 ? "is" : "are"} offline` : "";
    return `${massWords(mass_silence)}${others}`;
  }
  if (counts.offline > 0) return `${machines(counts.offline)} ${counts.offline === 1 ? "is" : "are"} offline`;
  if (totalOf(counts) === 0) return "No machines yet";
  if (online === 0) {
    if (pending > 0) return "Waiting for the first report";
    return paused > 0 ? "Nothing is watched at present" : "All machines are disabled";
  }
  if (counts.late > 0) return `Nothing is offline, ${counts.late} ${counts.late === 1 ? "is" : "are"} late`;
  return counts.online === 1 ? "The machine is online" : `All ${counts.online} machines are online`;
}

function machines(count: number): string {
  return count === 1 ? "1 machine" : `${count} machines`;
}
