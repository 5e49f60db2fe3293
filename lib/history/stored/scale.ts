import { MAX_INTEGER } from "./planes";
import type { Precision } from "./precision";
import type { Column } from "./table";

/** How many decimals the whole numbers stand for; "q": steps of a logarithm; "f": the numbers themselves, as they are. */
export type Code = number | "q" | "f";

const LOG_STEPS = 64;
const MOST_DECIMALS = 6;

/**
 * A column as whole numbers, a missing one being that before it (or, at the beginning, the first). Null: it has no values.
 * With the code "f" they are not whole.
 */
export function toIntegers(
  values: Column,
  precision: Precision,
): { code: Code; integers: Float64Array } | null {
  const first = values.find((value) => value !== null);
  if (first === undefined || first === null) return null;
  const integers = new Float64Array(values.length);
  let last = first;
  for (let row = 0; row < values.length; row++) {
    last = values[row] ?? last;
    integers[row] = last;
  }
  return scale(integers, precision) ?? { code: "f", integers };
}

/** Null: they do not fit. */
function scale(values: Float64Array, precision: Precision): { code: Code; integers: Float64Array } | null {
  if (precision.kind === "logarithm") {
    const integers = values.map((value) => Math.round(LOG_STEPS * Math.log2(1 + value)));
    return { code: "q", integers };
  }
  const most = precision.kind === "exact" ? MOST_DECIMALS : precision.most;
  const factor = 10 ** most;
  const integers = values.map((value) => Math.round(value * factor));
  // "-0" is not a number that a column of whole ones can hold.
  for (let row = 0; row < integers.length; row++) {
    const integer = integers[row] as number;
    if (Math.abs(integer) >= MAX_INTEGER) return null;
    if (precision.kind === "exact" && integer / factor !== values[row]) return null;
    if (integer === 0) integers[row] = 0;
  }
  let code = most;
  for (; code > 0 && integers.every((integer) => integer % 10 === 0); code--)
    for (let row = 0; row < integers.length; row++) integers[row] = (integers[row] ?? 0) / 10;
  return { code, integers };
}

/** The numbers that whole numbers stand for. */
export function fromIntegers(integers: Float64Array, code: Code): number[] {
  const numbers = new Array<number>(integers.length);
  const factor = typeof code === "number" ? 10 ** code : 1;
  // A loop, because this is most of what reading a chart takes.
  for (let row = 0; row < integers.length; row++) {
    const integer = integers[row] ?? 0;
    numbers[row] = code === "q" ? 2 ** (integer / LOG_STEPS) - 1 : integer / factor;
  }
  return numbers;
}
