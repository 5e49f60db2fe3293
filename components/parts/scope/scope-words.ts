import type { MachineScope } from "@/lib/machines/machine-scope";

/** For which machines something is: "all machines", "machines tagged db or web", "2 machines". */
export function scopeWords(scope: MachineScope): string {
  if ("tags" in scope) return `machines tagged ${scope.tags.join(" or ")}`;
  if ("machines" in scope)
    return scope.machines.length === 1 ? "1 machine" : `${scope.machines.length} machines`;
  return "all machines";
}
