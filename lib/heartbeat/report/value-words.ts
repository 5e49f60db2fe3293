import { formatBytes } from "@/lib/base/bytes";
import { formatAge } from "@/lib/base/duration";
import type { Unit } from "./metrics";

const MAX_DECIMALS = 4;

/**
 * A value of a metric for people, with its unit: "97 %", "1.5 MB/s", "71 °C", "3d4h". `unlike`: another value, such as a
 * threshold, whose text it must not have unless it is the same value.
 */
export function valueWords({ value, unit, unlike }: { value: number; unit: Unit; unlike?: number }): string {
  switch (unit) {
    case "bytes_per_s":
      return `${formatBytes(value)}/s`;
    case "seconds":
      return Math.abs(value) < 10 ? `${rounded(value, 1)}s` : formatAge(value * 1_000);
    case "hours":
      return formatAge(value * 3_600_000);
    case "percent":
      return `${distinct(value, unlike)} %`;
    case "celsius":
      return `${distinct(value, unlike)} °C`;
    case "number":
      return Math.abs(value) < 1 ? rounded(value, 2) : distinct(value, unlike);
  }
}

/** With one decimal, or as many as it takes to tell the two apart. */
function distinct(value: number, other: number | undefined): string {
  for (let decimals = 1; decimals < MAX_DECIMALS; decimals++) {
    const text = rounded(value, decimals);
    if (other === undefined || other === value || text !== rounded(other, decimals)) return text;
  }
  return rounded(value, MAX_DECIMALS);
}

function rounded(value: number, decimals: number): string {
  return new Intl.NumberFormat("en", { maximumFractionDigits: decimals }).format(value);
}
