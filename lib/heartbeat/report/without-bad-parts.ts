type Json = Record<string, unknown> | unknown[];
type Path = readonly PropertyKey[];

const isContainer = (value: unknown): value is Json => typeof value === "object" && value !== null;

function get(container: Json, key: PropertyKey): unknown {
  return (container as Record<PropertyKey, unknown>)[key];
}

/**
 * Removes from a report, in place, the smallest parts that these paths find fault with: a field; or, where a field is
 * missing that its part cannot do without, that part. What is left empty goes as well. False: the report as a whole is
 * at fault.
 */
export function removeBadParts(report: Record<string, unknown>, paths: readonly Path[]): boolean {
  const bad = new Map<string, Path>();
  for (const path of paths) {
    const part = partAt(report, path);
    if (part?.length === 0) return false;
    if (part !== null) bad.set(JSON.stringify(part), part);
  }
  const isWithinAnother = (part: Path) =>
    part.some((_, depth) => depth > 0 && bad.has(JSON.stringify(part.slice(0, depth))));
  const parts = [...bad.values()].filter((part) => !isWithinAnother(part));
  // The last first, so that removing an entry of a list does not move those that are still to be removed.
  for (const part of parts.sort(lastFirst)) remove(report, part);
  return true;
}

/** The part that a path means; null: no such part. */
function partAt(report: Json, path: Path): Path | null {
  let container: unknown = report;
  for (const [depth, key] of path.entries()) {
    if (!isContainer(container)) return null;
    const value = get(container, key);
    if (value === undefined) return path.slice(0, depth);
    container = value;
  }
  return path;
}

function lastFirst(one: Path, other: Path): number {
  for (const [depth, key] of one.entries()) {
    const otherKey = other[depth];
    if (key === otherKey) continue;
    if (typeof key === "number" && typeof otherKey === "number") return otherKey - key;
    return String(key) < String(otherKey) ? 1 : -1;
  }
  return 0;
}

function remove(container: Json, [key, ...rest]: Path): void {
  if (key === undefined) return;
  const value = get(container, key);
  if (rest.length > 0) {
    if (!isContainer(value)) return;
    remove(value, rest);
    if (Object.keys(value).length > 0) return;
  }
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete (container as Record<PropertyKey, unknown>)[key];
}
