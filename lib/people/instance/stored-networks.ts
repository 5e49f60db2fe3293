/** The networks in the value of their setting; null: it has none. */
export function readNetworks(value: string | null): string[] | null {
  if (value === null) return null;
  return value.split(",").filter((network) => network !== "");
}

/** Networks as the value of their setting. */
export function writeNetworks(networks: readonly string[]): string {
  return networks.join(",");
}
