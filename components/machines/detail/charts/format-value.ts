import type { Unit } from "@/lib/heartbeat/report/metrics";
import { valueWords } from "@/lib/heartbeat/report/value-words";

const FORMATS = {
  percent: (value: number) => valueWords({ value, unit: "percent" }),
  bytes_per_s: (value: number) => valueWords({ value, unit: "bytes_per_s" }),
  celsius: (value: number) => valueWords({ value, unit: "celsius" }),
  seconds: (value: number) => valueWords({ value, unit: "seconds" }),
  hours: (value: number) => valueWords({ value, unit: "hours" }),
  number: (value: number) => valueWords({ value, unit: "number" }),
} satisfies Record<Unit, (value: number) => string>;

/** How values of a unit are written; the same function every time, so that a chart need not be built anew. */
export function formatOf(unit: Unit): (value: number) => string {
  return FORMATS[unit];
}
