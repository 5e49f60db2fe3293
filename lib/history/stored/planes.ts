/** A width that means: eight bytes of each number as it is. */
const FLOAT_WIDTH = 8;
/** Differences of smaller whole numbers, doubled, are still exact. */
export const MAX_INTEGER = 2 ** 51;
const HALF = 2 ** 32;

export type Integers = {
  planes: Uint8Array;
  first: number;
  width: number;
  sign: number;
  isFromSums: boolean;
};

/**
 * Numbers as bytes: all first bytes, then all second ones, and so on. Of whole numbers it takes the difference to the one
 * before, or to these sums if that takes less; of others the number itself. `sign`: that of all differences, or 0.
 */
export function encodeIntegers({
  integers,
  sums,
}: {
  integers: Float64Array;
  sums: Float64Array | null;
}): Integers {
  if (!integers.every(Number.isInteger) || integers.some((integer) => Math.abs(integer) >= MAX_INTEGER))
    return { planes: toFloatPlanes(integers), first: 0, width: FLOAT_WIDTH, sign: 0, isFromSums: false };
  const first = integers[0] ?? 0;
  const steps = integers.map((integer, row) => integer - (row === 0 ? first : (integers[row - 1] as number)));
  const rests = sums === null ? null : integers.map((integer, row) => integer - (sums[row] as number));
  const isFromSums = rests !== null && weight(rests) < weight(steps);
  const taken = isFromSums ? (rests as Float64Array) : steps;
  return { ...toPlanes(taken), first: isFromSums ? 0 : first, isFromSums };
}

/** About how much these differences take. */
function weight(differences: Float64Array): number {
  let sum = 0;
  for (const difference of differences) sum += Math.abs(difference);
  return sum;
}

function toPlanes(differences: Float64Array): { planes: Uint8Array; width: number; sign: number } {
  const count = differences.length;
  const sign = differences.every((each) => each >= 0) ? 1 : differences.every((each) => each <= 0) ? -1 : 0;
  const positive =
    sign === 0
      ? differences.map((each) => (each >= 0 ? 2 * each : -2 * each - 1))
      : differences.map((each) => Math.abs(each));
  let most = 0;
  for (const each of positive) if (each > most) most = each;
  let width = 0;
  for (let left = most; left >= 1; left /= 256) width++;
  const planes = new Uint8Array(width * count);
  for (let row = 0; row < count; row++) {
    const whole = positive[row] as number;
    const low = whole % HALF;
    const high = (whole - low) / HALF;
    for (let plane = 0; plane < width; plane++)
      planes[plane * count + row] = plane < 4 ? low >>> (8 * plane) : high >>> (8 * (plane - 4));
  }
  return { planes, width, sign };
}

/** The numbers that encodeIntegers made these bytes of. */
export function decodeIntegers({
  planes,
  count,
  first,
  width,
  sign,
  sums,
}: {
  planes: Uint8Array;
  count: number;
  first: number;
  width: number;
  sign: number;
  sums: Float64Array | null;
}): Float64Array {
  if (width === FLOAT_WIDTH) return fromFloatPlanes(planes, count);
  const integers = new Float64Array(count);
  for (let plane = width - 1; plane >= 0; plane--) {
    const start = plane * count;
    if (plane === width - 1) for (let row = 0; row < count; row++) integers[row] = planes[start + row] ?? 0;
    else
      for (let row = 0; row < count; row++)
        integers[row] = (integers[row] ?? 0) * 256 + (planes[start + row] ?? 0);
  }
  let last = first;
  for (let row = 0; row < count; row++) {
    const whole = integers[row] as number;
    const difference = sign === 0 ? (whole % 2 === 0 ? whole / 2 : -(whole + 1) / 2) : sign * whole;
    last = (sums === null ? last : (sums[row] as number)) + difference;
    integers[row] = last;
  }
  return integers;
}

function toFloatPlanes(numbers: Float64Array): Uint8Array {
  const count = numbers.length;
  const bytes = new Uint8Array(numbers.slice().buffer);
  const planes = new Uint8Array(FLOAT_WIDTH * count);
  for (let row = 0; row < count; row++)
    for (let plane = 0; plane < FLOAT_WIDTH; plane++)
      planes[plane * count + row] = bytes[row * FLOAT_WIDTH + plane] as number;
  return planes;
}

function fromFloatPlanes(planes: Uint8Array, count: number): Float64Array {
  const bytes = new Uint8Array(FLOAT_WIDTH * count);
  for (let row = 0; row < count; row++)
    for (let plane = 0; plane < FLOAT_WIDTH; plane++)
      bytes[row * FLOAT_WIDTH + plane] = planes[plane * count + row] as number;
  return new Float64Array(bytes.buffer);
}
