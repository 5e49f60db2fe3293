/**
 * The address a request came from. The last entry of X-Forwarded-For is the one that our own server or the nearest
 * trusted proxy wrote; earlier ones are anybody's claim (forwarded.ts drops the header of untrusted peers).
 */
export function clientAddress(header: (name: string) => string | null): string {
  return header("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
