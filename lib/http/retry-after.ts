/** The milliseconds of a Retry-After header (RFC 9110 §10.2.3: seconds or a date), or null. */
export function parseRetryAfter({ value, nowMs }: { value: string | null; nowMs: number }): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
