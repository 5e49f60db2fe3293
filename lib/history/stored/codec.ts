import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { decodeIntegers, encodeIntegers, MAX_INTEGER } from "./planes";
import type { Precision } from "./precision";
import { type Code, fromIntegers, toIntegers } from "./scale";
import type { Column, Table } from "./table";

/** The first byte of a blob: how the rest is written. Another number is another way, which this code cannot read. */
const VERSION = 1;

// Quality 9 gains nothing for ten times the time; most of a blob fits into a window of 64 kB.
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 },
};

/** Of one column: name, code (scale.ts), first number, bytes a number, sign, whether it has nulls, columns it is counted from. */
type Entry = [
  name: string,
  code: Code,
  first: number,
  width: number,
  sign: number,
  hasNulls: 0 | 1,
  bases?: number[],
];

/** How a table is written: how exactly each column, and from the sum of which columns before it one is counted. */
export type Manner = {
  precisionOf: (name: string) => Precision;
  basesOf: (name: string, names: readonly string[]) => readonly string[];
};

/**
 * A table as bytes: a version; and, compressed, the length of a header, the header as JSON, and for each column which of
 * its values are missing and the bytes of its numbers, all first bytes, then all second ones. A number is the difference
 * to the one before it, or to the sum of other columns. Columns without a value are left out.
 */
export function encodeTable(table: Table, { precisionOf, basesOf }: Manner): Buffer<ArrayBuffer> {
  const { count } = table;
  const entries: Entry[] = [];
  const parts: Uint8Array[] = [];
  const known = new Map<string, { index: number; code: Code; integers: Float64Array }>();
  for (const [name, values] of table.columns) {
    const scaled = toIntegers(values, precisionOf(name));
    if (scaled === null) continue;
    const bases = basesOf(name, [...known.keys()]).map((base) => known.get(base));
    const usable = bases.flatMap((base) => (base === undefined || base.code !== scaled.code ? [] : [base]));
    const isUsable = usable.length > 0 && usable.length === bases.length && scaled.code !== "f";
    const sums = isUsable ? sum(usable, count) : null;
    const { planes, first, width, sign, isFromSums } = encodeIntegers({
      integers: scaled.integers,
      sums: sums?.some((each) => Math.abs(each) >= MAX_INTEGER) ? null : sums,
    });
    const bitmap = toBitmap(values);
    const entry: Entry = [name, scaled.code, first, width, sign, bitmap === null ? 0 : 1];
    if (isFromSums) entry.push(usable.map(({ index }) => index));
    entries.push(entry);
    if (bitmap !== null) parts.push(bitmap);
    parts.push(planes);
    known.set(name, { index: entries.length - 1, code: scaled.code, integers: scaled.integers });
  }
  const header = Buffer.from(JSON.stringify([count, entries]));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const body = brotliCompressSync(Buffer.concat([length, header, ...parts]), BROTLI);
  return Buffer.concat([Buffer.from([VERSION]), body]);
}

/** The table of these bytes, with the wanted columns only. Throws if another version has written them. */
export function decodeTable(bytes: Uint8Array, isWanted: (name: string) => boolean = () => true): Table {
  if (bytes[0] !== VERSION)
    throw new Error(`Stored history has version ${bytes[0]}, which is not known here`);
  const body = brotliDecompressSync(bytes.subarray(1));
  const start = 4 + body.readUInt32LE(0);
  const [count, entries] = JSON.parse(body.toString("utf8", 4, start)) as [number, Entry[]];
  const places: number[] = [];
  let place = start;
  for (const [, , , width, , hasNulls] of entries) {
    places.push(place);
    place += hasNulls * bitmapBytes(count) + width * count;
  }
  const decoded = new Map<number, Float64Array>();
  const integersOf = (index: number): Float64Array => {
    const known = decoded.get(index);
    if (known !== undefined) return known;
    const [, , first, width, sign, hasNulls, bases] = entries[index] as Entry;
    const at = (places[index] as number) + hasNulls * bitmapBytes(count);
    const planes = body.subarray(at, at + width * count);
    const sums =
      bases &&
      sum(
        bases.map((base) => ({ integers: integersOf(base) })),
        count,
      );
    const integers = decodeIntegers({ planes, count, first, width, sign, sums: sums ?? null });
    decoded.set(index, integers);
    return integers;
  };
  const columns = new Map<string, Column>();
  entries.forEach(([name, code, , , , hasNulls], index) => {
    if (!isWanted(name)) return;
    const values = fromIntegers(integersOf(index), code);
    if (hasNulls === 1) eraseNulls(values, body, places[index] as number);
    columns.set(name, values);
  });
  return { count, columns };
}

function sum(bases: readonly { integers: Float64Array }[], count: number): Float64Array {
  const sums = new Float64Array(count);
  for (const { integers } of bases)
    for (let row = 0; row < count; row++) sums[row] = (sums[row] as number) + (integers[row] as number);
  return sums;
}

const bitmapBytes = (count: number) => Math.ceil(count / 8);

function toBitmap(values: Column): Uint8Array | null {
  if (!values.includes(Number.NaN)) return null;
  const bitmap = new Uint8Array(bitmapBytes(values.length));
  for (let row = 0; row < values.length; row++)
    if (Number.isNaN(values[row])) bitmap[row >> 3] = (bitmap[row >> 3] as number) | (1 << (row & 7));
  return bitmap;
}

function eraseNulls(values: Column, body: Uint8Array, place: number): void {
  for (let row = 0; row < values.length; row++)
    if (((body[place + (row >> 3)] as number) >> (row & 7)) & 1) values[row] = Number.NaN;
}
