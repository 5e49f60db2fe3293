import { hash } from "node:crypto";

const BYTES = 6;

/** A number that stands for a boot id in the samples table; null: not known. */
export function bootNumber(bootId: string | null): number | null {
  if (bootId === null) return null;
  return Number.parseInt(hash("sha1", bootId).slice(0, 2 * BYTES), 16);
}
