/**
 * The only value of this name in this process, created at first use. lib is loaded twice in the web process (server
 * bundle and Next): what must exist once (the database client, the group commit) lives on globalThis.
 */
export function processState<T>(name: string, make: () => T): T {
  const key = Symbol.for(`lunasentri.${name}`);
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  const existing = holder[key];
  if (existing !== undefined) return existing;
  const made = make();
  holder[key] = made;
  return made;
}
