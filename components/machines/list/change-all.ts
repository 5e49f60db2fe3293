import { toast } from "sonner";
import { api } from "@/lib/http/api-client";
import type { BulkOutcome } from "@/lib/machines/schema";
import type { ListedMachine } from "./merge-rows";

// The most the API accepts at once.
const CHUNK = 1_000;

export type BulkAction =
  | { action: "add_tag" | "remove_tag"; tag: string }
  | { action: "set_offline_after"; offline_after: string | null }
  | { action: "pause"; for?: string; until?: string }
  | { action: "resume" | "enable" | "disable" };

/** Does one thing to these machines and shows the result; throws ApiError when the hub refuses the whole request. */
export async function changeAll({
  machines,
  what,
  done,
}: {
  machines: readonly ListedMachine[];
  what: BulkAction;
  /** The message of success, from "12 machines". */
  done: (machines: string) => string;
}): Promise<void> {
  const outcomes: BulkOutcome["data"] = [];
  for (let start = 0; start < machines.length; start += CHUNK) {
    const ids = machines.slice(start, start + CHUNK).map(({ id }) => id);
    const { data } = await api.post<BulkOutcome>("/api/v1/machines/bulk", { ...what, ids });
    outcomes.push(...data);
  }
  const [refused] = outcomes.filter(({ outcome }) => outcome !== "done");
  const count = outcomes.filter(({ outcome }) => outcome === "done").length;
  if (count > 0) toast.success(done(countMachines(count)));
  if (refused !== undefined) {
    const name = machines.find(({ id }) => id === refused.id)?.name;
    toast.error(`${countMachines(outcomes.length - count)} not changed. ${name}: ${refused.message}`);
  }
}

export function countMachines(count: number): string {
  return count === 1 ? "1 machine" : `${count} machines`;
}
