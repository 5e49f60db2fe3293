/** A width that means: eight bytes of each number as it is. */
const FLOAT_WIDTH = 8;
/** Differences of smaller whole numbers, doubled, are still exact. */
export const MAX_INTEGER = 2 ** 51;
const HALF = 2 ** 32;
/** Numbers of fewer bytes are computed with as such of 32 bits, which is several times as fast. */
const SMALL_WIDTH = 4;

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
  if (!areWhole(integers))
    return { planes: toFloatPlanes(integers), first: 0, width: FLOAT_WIDTH, sign: 0, isFromSums: false };
  const first = integers[0] ?? 0;
  const steps = new Float64Array(integers.length);
  for (let row = 1; row < steps.length; row++)
    steps[row] = (integers[row] as number) - (integers[row - 1] as number);
  const rests = sums === null ? null : new Float64Array(integers.length);
  if (sums !== null && rests !== null)
    for (let row = 0; row < rests.length; row++)
      rests[row] = (integers[row] as number) - (sums[row] as number);
  const isFromSums = rests !== null && weight(rests) < weight(steps);
  const taken = isFromSums ? (rests as Float64Array) : steps;
  return { ...toPlanes(taken), first: isFromSums ? 0 : first, isFromSums };
}

// Loops, here and below, because a call for each number is most of what packing takes.
function areWhole(numbers: Float64Array): boolean {
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row] as number;
    if (!Number.isInteger(number) || Math.abs(number) >= MAX_INTEGER) return false;
  }
  return true;
}

/** About how much these differences take. */
function weight(differences: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < differences.length; row++) sum += Math.abs(differences[row] as number);
  return sum;
}

function toPlanes(differences: Float64Array): { planes: Uint8Array; width: number; sign: number } {
  const count = differences.length;
  let [least, greatest] = [0, 0];
  for (let row = 0; row < count; row++) {
    const each = differences[row] as number;
    if (each < least) least = each;
    if (each > greatest) greatest = each;
  }
  const sign = least >= 0 ? 1 : greatest <= 0 ? -1 : 0;
  const most = sign === 0 ? Math.max(2 * greatest, -2 * least - 1) : Math.max(greatest, -least);
  let width = 0;
  for (let left = most; left >= 1; left /= 256) width++;
  const planes = new Uint8Array(width * count);
  for (let row = 0; row < count; row++) {
    const each = differences[row] as number;
    const whole = sign === 0 ? (each >= 0 ? 2 * each : -2 * each - 1) : Math.abs(each);
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
  const isSmall = width < SMALL_WIDTH;
  let last = first;
  for (let row = 0; row < count; row++) {
    const whole = integers[row] as number;
    const difference = sign !== 0 ? sign * whole : isSmall ? (whole >> 1) ^ -(whole & 1) : unfold(whole);
    last = (sums === null ? last : (sums[row] as number)) + difference;
    integers[row] = last;
  }
  return integers;
}

/** The number of which the even ones stand for the positive and the odd ones for the negative. */
function unfold(whole: number): number {
  return whole % 2 === 0 ? whole / 2 : -(whole + 1) / 2;
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
