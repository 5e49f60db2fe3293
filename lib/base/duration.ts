import parse from "parse-duration";

// "30s", "2m", "1h30m", "1.5h": every number carries a unit. parse-duration alone takes "5" as 5 ms and "-2m" as negative.
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d|w))+$/;

/** The milliseconds of a duration as the original writes it ("2m", "1h30m"), or null if it is invalid. */
export function parseDuration(text: string): number | null {
  const compact = text.trim().toLowerCase().replace(/\s+/g, "");
  if (!DURATION.test(compact)) return null;
  const ms = parse(compact);
  return ms !== null && Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : null;
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

/** The shortest exact text of a duration in milliseconds: 120000 → "2m", 5400000 → "1h30m", 0 → "0s". */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms);
  let text = "";
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === "" ? "0s" : text;
}

/** A duration for people, in its two largest units: 137000 → "2m17s", 93784000 → "1d2h". */
export function formatAge(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000)) * 1000;
  const parts = formatDuration(whole).match(/\d+[a-z]+/g) ?? [];
  return parts.slice(0, 2).join("");
}

/** The time between two moments, for people: 412 → "0.4s"; tenths below a minute, above that like an age. */
export function formatGap(ms: number): string {
  return ms < 59_950 ? `${(Math.max(0, ms) / 1000).toFixed(1)}s` : formatAge(ms + 50);
}
