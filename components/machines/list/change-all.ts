import { toast } from "sonner";
import { api } from "@/lib/http/api-client";
import type { BulkOutcome } from "@/lib/machines/schema";
import type { ListedMachine } from "./merge-rows";

// As many as the API takes at once.
const CHUNK = 1_000;

export type BulkAction =
  | { action: "add_tag" | "remove_tag"; tag: string }
  | { action: "set_offline_after"; offline_after: string | null }
  | { action: "pause"; for?: string; until?: string }
  | { action: "resume" | "enable" | "disable" };

/** Does one thing to these machines and says how it went; throws ApiError when the hub refuses the whole of it. */
export async function changeAll({
  machines,
  what,
  done,
}: {
  machines: readonly ListedMachine[];
  what: BulkAction;
  /** Goes after "12 machines": "are paused". */
  done: string;
}): Promise<void> {
  const outcomes: BulkOutcome["data"] = [];
  for (let start = 0; start < machines.length; start += CHUNK) {
    const ids = machines.slice(start, start + CHUNK).map(({ id }) => id);
    const { data } = await api.post<BulkOutcome>("/api/v1/machines/bulk", { ...what, ids });
    outcomes.push(...data);
  }
  const [refused] = outcomes.filter(({ outcome }) => outcome !== "done");
  const count = outcomes.filter(({ outcome }) => outcome === "done").length;
  if (count > 0)
    toast.success(`${countMachines(count)} ${count === 1 ? done.replace(/^are /, "is ") : done}`);
  if (refused !== undefined) {
    const name = machines.find(({ id }) => id === refused.id)?.name;
    toast.error(`${countMachines(outcomes.length - count)} stayed as before. ${name}: ${refused.message}`);
  }
}

export function countMachines(count: number): string {
  return count === 1 ? "1 machine" : `${count} machines`;
}
