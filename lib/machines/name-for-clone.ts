const MAX_NAME = 100;

/**
 * A free name for the machine of a clone: its host name, if the other host has the original's; else the original's name
 * with a number.
 */
export function nameForClone({
  original,
  hostnames,
  taken,
}: {
  original: { name: string; hostname: string | null };
  hostnames: readonly string[];
  taken: ReadonlySet<string>;
}): string {
  const isOriginal = (hostname: string) => hostname === original.name || hostname === original.hostname;
  const own = hostnames.find((hostname) => !isOriginal(hostname) && !taken.has(hostname));
  if (own !== undefined && hostnames.some(isOriginal)) return own;
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`;
    const name = `${original.name.slice(0, MAX_NAME - suffix.length).toWellFormed()}${suffix}`;
    if (!taken.has(name)) return name;
  }
}
