/**
 * The address that a request came from. The last entry of X-Forwarded-For is the one written by our own server or the
 * nearest trusted proxy; clients can forge earlier ones (forwarded.ts drops the header of untrusted peers).
 */
export function clientAddress(header: (name: string) => string | null): string {
  return header("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
