import { formatAge } from "@/lib/base/duration";
import type { Impact } from "./decide";

/**
 * What a change would mean for a team's machines, in one sentence that begins with the change ("Switching Ops off").
 * Null: nothing that anybody has to know.
 */
export function impactWords(change: string, { nobody, later, fallback }: Impact): string | null {
  const parts = [
    nobody.length > 0 && `${count(nobody.length)} with nobody who is notified`,
    later.machines.length > 0 &&
      `${count(later.machines.length)} of which the first channel is notified up to ${formatAge(later.byMs)} later`,
    fallback.length > 0 && `${count(fallback.length)} that fall back to "everything else"`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  const last = parts.pop();
  return `${change} leaves ${parts.length === 0 ? last : `${parts.join(", ")} and ${last}`}.`;
}

function count(machines: number): string {
  return machines === 1 ? "1 machine" : `${machines} machines`;
}
