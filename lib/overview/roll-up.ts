import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import type { OverviewView } from "./schema";

/** Machines that have the same status ("paused" included) and tags; `late` of them are late. */
export type MachineGroup = { status: MachineStatus | "paused"; tags: string[]; count: number; late: number };

type Counts = OverviewView["counts"];

const NONE: Counts = { pending: 0, online: 0, late: 0, offline: 0, disabled: 0, paused: 0 };

/** How many machines have each status, in all and for each tag; tags with the most offline machines first. */
export function rollUp(groups: readonly MachineGroup[]): Pick<OverviewView, "counts" | "tags"> {
  const byTag = new Map<string, Counts>();
  let counts = NONE;
  for (const group of groups) {
    counts = add(counts, group);
    for (const tag of group.tags) byTag.set(tag, add(byTag.get(tag) ?? NONE, group));
  }
  const tags = [...byTag].map(([tag, counts]) => ({ tag, counts }));
  tags.sort(
    (one, other) => other.counts.offline - one.counts.offline || one.tag.localeCompare(other.tag, "en"),
  );
  return { counts, tags };
}

function add(counts: Counts, { status, count, late }: MachineGroup): Counts {
  return { ...counts, [status]: counts[status] + count, late: counts.late + late };
}
