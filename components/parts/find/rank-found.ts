import type { MachineView } from "@/lib/machines/schema";

type Found = Pick<MachineView, "name" | "hostname" | "description" | "tags">;

/**
 * The machines that contain the text, those first whose name is meant by it: the whole name, its beginning, a part of
 * it, then the hostname, then the rest. Machines that an earlier text found fall out here.
 */
export function rankFound<Machine extends Found>({
  machines,
  query,
}: {
  machines: readonly Machine[];
  query: string;
}): Machine[] {
  const wanted = query.trim().toLowerCase();
  return machines
    .map((machine) => ({ machine, rank: rankOf(machine, wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ machine }) => machine);
}

function rankOf({ name, hostname, description, tags }: Found, wanted: string): number | null {
  const called = name.toLowerCase();
  if (called === wanted) return 0;
  if (called.startsWith(wanted)) return 1;
  if (called.includes(wanted)) return 2;
  if (hostname?.toLowerCase().includes(wanted)) return 3;
  return [description, ...tags].some((text) => text.toLowerCase().includes(wanted)) ? 4 : null;
}
