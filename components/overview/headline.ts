import { totalOf } from "@/components/parts/count-statuses";
import { massWords } from "@/lib/events/mass-words";
import type { OverviewView } from "@/lib/overview/schema";

type Asked = Pick<OverviewView, "counts" | "mass_silence" | "alerts">;

/** The answer to "is anything wrong?" in one sentence. */
export function headline({ alerts, ...asked }: Asked): string {
  const machines = machinesWords(asked);
  return alerts.open === 0
    ? machines
    : `${machines}, ${alerts.open === 1 ? "1 alert" : `${alerts.open} alerts`}`;
}

function machinesWords({ counts, mass_silence }: Omit<Asked, "alerts">): string {
  const { pending, online, paused } = counts;
  if (mass_silence !== null) {
    const more = counts.offline - mass_silence.offline;
    const others = more > 0 ? `, ${more} more ${isOrAre(more)} offline` : "";
    return `${massWords(mass_silence)}${others}`;
  }
  if (counts.offline > 0) return `${machines(counts.offline)} ${isOrAre(counts.offline)} offline`;
  if (totalOf(counts) === 0) return "No machines yet";
  if (online === 0) {
    if (pending > 0) return "Waiting for the first report";
    return paused > 0 ? "No machine is monitored right now" : "All machines are disabled";
  }
  const others = Object.entries({ pending, paused }).filter(([, count]) => count > 0);
  if (counts.late > 0) {
    const more = others.map(([status, count]) => `, ${count} ${status}`);
    return `None offline, ${counts.late} late${more.join("")}`;
  }
  if (others.length > 0) {
    const more = others.map(([status, count]) => `, ${count} ${isOrAre(count)} ${status}`);
    return `${machines(online)} ${isOrAre(online)} online${more.join("")}`;
  }
  if (online > 1) return `All ${online} machines are online`;
  return totalOf(counts) === 1 ? "The machine is online" : "1 machine is online";
}

function isOrAre(count: number): string {
  return count === 1 ? "is" : "are";
}

function machines(count: number): string {
  return count === 1 ? "1 machine" : `${count} machines`;
}
