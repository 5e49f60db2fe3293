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
  const first = values.find((value) => !Number.isNaN(value));
  if (first === undefined) return null;
  const integers = new Float64Array(values.length);
  let last = first;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) last = value;
    integers[row] = last;
  }
  return scale(integers, precision) ?? { code: "f", integers };
}

/** Null: they do not fit. */
function scale(values: Float64Array, precision: Precision): { code: Code; integers: Float64Array } | null {
  if (precision.kind === "logarithm") {
    const integers = new Float64Array(values.length);
    for (let row = 0; row < integers.length; row++)
      integers[row] = Math.round(LOG_STEPS * Math.log2(1 + (values[row] as number)));
    return { code: "q", integers };
  }
  const most = precision.kind === "exact" ? MOST_DECIMALS : precision.most;
  const factor = 10 ** most;
  const integers = new Float64Array(values.length);
  for (let row = 0; row < integers.length; row++) {
    const value = values[row] as number;
    const integer = Math.round(value * factor);
    if (Math.abs(integer) >= MAX_INTEGER) return null;
    if (precision.kind === "exact" && integer / factor !== value) return null;
    // "-0" is not a number that a column of whole ones can hold.
    integers[row] = integer === 0 ? 0 : integer;
  }
  let code = most;
  for (; code > 0 && areTens(integers); code--)
    for (let row = 0; row < integers.length; row++) integers[row] = (integers[row] as number) / 10;
  return { code, integers };
}

function areTens(integers: Float64Array): boolean {
  for (let row = 0; row < integers.length; row++) if ((integers[row] as number) % 10 !== 0) return false;
  return true;
}

/** The numbers that whole numbers stand for. */
export function fromIntegers(integers: Float64Array, code: Code): Column {
  const numbers: Column = new Float64Array(integers.length);
  const factor = typeof code === "number" ? 10 ** code : 1;
  // Loops, because this is most of what reading a chart takes.
  if (code === "q")
    for (let row = 0; row < integers.length; row++) numbers[row] = fromLogarithm(integers[row] as number);
  else for (let row = 0; row < integers.length; row++) numbers[row] = (integers[row] as number) / factor;
  return numbers;
}

/** What a logarithm of so many steps stands for, once it has been asked for; a power takes ten times as long as looking it up. */
const powers: number[] = [];
/** Of more than the greatest number that a column holds. */
const MOST_STEPS = 64 * LOG_STEPS;

function fromLogarithm(steps: number): number {
  if (!(steps >= 0 && steps <= MOST_STEPS)) return 2 ** (steps / LOG_STEPS) - 1;
  const known = powers[steps];
  if (known !== undefined) return known;
  const power = 2 ** (steps / LOG_STEPS) - 1;
  powers[steps] = power;
  return power;
}
