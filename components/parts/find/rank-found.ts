import { searchable } from "@/lib/base/searchable";
import type { MachineView } from "@/lib/machines/schema";

type Found = Pick<MachineView, "name" | "hostname" | "description" | "tags">;

/**
 * The machines that match the text, best match first: the whole name, the beginning of the name, a part of it, the
 * hostname, then the rest. Machines that only an earlier text matched are dropped.
 */
export function rankFound<Machine extends Found>({
  machines,
  query,
}: {
  machines: readonly Machine[];
  query: string;
}): Machine[] {
  const wanted = searchable(query.trim());
  return machines
    .map((machine) => ({ machine, rank: rankOf(machine, wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ machine }) => machine);
}

function rankOf({ name, hostname, description, tags }: Found, wanted: string): number | null {
  const lowerName = searchable(name);
  if (lowerName === wanted) return 0;
  if (lowerName.startsWith(wanted)) return 1;
  if (lowerName.includes(wanted)) return 2;
  if (searchable(hostname ?? "").includes(wanted)) return 3;
  return [description, ...tags].some((text) => searchable(text).includes(wanted)) ? 4 : null;
}
