import { type DisplayStatus, displayStatus } from "./display-status";
import type { ListedMachine } from "./merge-rows";

export type TagRollUp = { tag: string; count: number; worst: DisplayStatus; offline: number };

const SEVERITY: DisplayStatus[] = ["offline", "late", "pending", "online", "paused", "disabled"];

/** How severe a status is: 0 is what needs attention most. */
export function severityOf(status: DisplayStatus): number {
  return SEVERITY.indexOf(status);
}

/** Each tag with how many machines carry it, the worst status among them and how many are offline; the worst tags first. */
export function rollUpTags(machines: readonly ListedMachine[]): TagRollUp[] {
  const byTag = new Map<string, TagRollUp>();
  for (const machine of machines) {
    const status = displayStatus(machine);
    for (const tag of machine.tags) {
      const known = byTag.get(tag) ?? { tag, count: 0, worst: status, offline: 0 };
      byTag.set(tag, {
        tag,
        count: known.count + 1,
        worst: severityOf(status) < severityOf(known.worst) ? status : known.worst,
        offline: known.offline + (status === "offline" ? 1 : 0),
      });
    }
  }
  return [...byTag.values()].sort(
    (one, other) => other.offline - one.offline || one.tag.localeCompare(other.tag, "en", { numeric: true }),
  );
}
