import { searchable } from "@/lib/base/searchable";
import type { MachineRecord } from "@/lib/db/models";
import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import { hostnameOf, tagsOf } from "./view";

/** Which machines a list shows; absent fields do not filter. */
export type MachineFilter = { status?: MachineStatus; tag?: string; q?: string };

type Filtered = Pick<MachineRecord, "name" | "hostname" | "description" | "tags" | "systemInfo">;

/**
 * Whether a machine has the tag, and contains the text in its name, hostname, description or tags, ignoring case.
 * Not SQL, because the two databases disagree on the case of non-ASCII letters.
 */
export function matchesText({ machine, filter }: { machine: Filtered; filter: MachineFilter }): boolean {
  const tags = tagsOf(machine);
  if (filter.tag !== undefined && !tags.includes(filter.tag.normalize("NFC"))) return false;
  const wanted = searchable(filter.q?.trim() ?? "");
  if (wanted === "") return true;
  const texts = [machine.name, hostnameOf(machine) ?? "", machine.description, ...tags];
  return texts.some((text) => searchable(text).includes(wanted));
}
