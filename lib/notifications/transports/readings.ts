/** A text as it may be read, in lower case, and where each of its units stands in the text as it was written. */
type Reading = { text: string; starts: readonly number[]; ends: readonly number[] };

// One character, as addresses (in UTF-8), HTML, JSON and JavaScript encode it.
const ENCODED = new RegExp(
  [
    /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/,
    /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/,
    /\\(?:u[\da-f]{4}|x[\da-f]{2}|["'\\/])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

const NAMED: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

// Programs that pass an answer on encode it once more each; more of them than this are not expected.
const MAX_LAYERS = 5;

/** A text as it is written, and with its encodings undone, layer by layer. */
export function readingsOf(written: string): Reading[] {
  const units = Array.from({ length: written.length }, (_, i) => i);
  let reading: Reading = { text: lowerCase(written), starts: units, ends: units.map((i) => i + 1) };
  const readings = [reading];
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const next = undoLayer(reading);
    if (next.text === reading.text) break;
    readings.push(next);
    reading = next;
  }
  return readings;
}

function undoLayer({ text, starts, ends }: Reading): Reading {
  const parts: string[] = [];
  const next = { starts: [] as number[], ends: [] as number[] };
  const add = (part: string, placeOf: (i: number) => [first: number, last: number]) => {
    parts.push(part);
    for (let i = 0; i < part.length; i++) {
      const [first, last] = placeOf(i);
      next.starts.push(starts[first] ?? 0);
      next.ends.push(ends[last] ?? 0);
    }
  };
  let done = 0;
  for (const { 0: code, index } of text.matchAll(ENCODED)) {
    const from = done;
    add(text.slice(from, index), (i) => [from + i, from + i]);
    done = index + code.length;
    add(lowerCase(decode(code)), () => [index, index + code.length - 1]);
  }
  add(text.slice(done), (i) => [done + i, done + i]);
  return { text: parts.join(""), ...next };
}

function decode(code: string): string {
  if (code.startsWith("%")) return decodeUri(code);
  if (code.startsWith("&")) return NAMED[code] ?? decodeNumber(code);
  return code.length === 2 ? code.slice(1) : String.fromCharCode(Number.parseInt(code.slice(2), 16));
}

function decodeUri(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}

function decodeNumber(code: string): string {
  const number = code[2] === "x" ? Number.parseInt(code.slice(3), 16) : Number.parseInt(code.slice(2), 10);
  return number <= 0x10ffff ? String.fromCodePoint(number) : code;
}

/** In lower case without a change of length, so that each unit stays where it is. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/./gsu, (one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one));
}
