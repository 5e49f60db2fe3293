const NAMED = 20;

/** A list of names; of very many, the first ones and the number of the rest. */
export function nameSome(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(", ")} and ${more} more` : names.join(", ");
}
