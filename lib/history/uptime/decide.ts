/** An interval by the hub's wall clock; its end is exclusive. */
export type Stretch = { fromMs: number; toMs: number };

/** What a span of time consisted of. The three times add up to its length. */
export type Tally = {
  onlineMs: number;
  offlineMs: number;
  /** Unknown, or no report was expected from the machine. */
  unknownMs: number;
  /** How many outages are part of `offlineMs`. */
  outages: number;
  /** The longest part that belongs to one of them. */
  longestMs: number;
};

/**
 * How much of a span a machine was online: offline during its outages, online otherwise, without the excluded time,
 * whatever happened in it.
 */
export function tally({
  span,
  outages,
  uncounted,
}: {
  span: Stretch;
  /** In any order; they may overlap. */
  outages: readonly Stretch[];
  /** As returned by `unite`. */
  uncounted: readonly Stretch[];
}): Tally {
  const within = clip(outages, span);
  const parts = within.map((outage) => countedMs(outage, uncounted)).filter((ms) => ms > 0);
  const unknownMs = overlapMs(span, uncounted);
  const offlineMs = sum(mergeIntervals(within).map((stretch) => countedMs(stretch, uncounted)));
  return {
    onlineMs: Math.max(0, span.toMs - span.fromMs) - unknownMs - offlineMs,
    offlineMs,
    unknownMs,
    outages: parts.length,
    longestMs: parts.reduce((longest, ms) => Math.max(longest, ms), 0),
  };
}

/** Adds up several machines; its longest outage is the longest of any. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    onlineMs: sum(tallies.map(({ onlineMs }) => onlineMs)),
    offlineMs: sum(tallies.map(({ offlineMs }) => offlineMs)),
    unknownMs: sum(tallies.map(({ unknownMs }) => unknownMs)),
    outages: sum(tallies.map(({ outages }) => outages)),
    longestMs: tallies.reduce((longest, { longestMs }) => Math.max(longest, longestMs), 0),
  };
}

/**
 * The share of the counted time that was online, in percent with four decimals; null: no counted time. Rounded down, so
 * that only a machine that was never offline has 100.
 */
export function uptimePct({ onlineMs, offlineMs }: Pick<Tally, "onlineMs" | "offlineMs">): number | null {
  const countedMs = onlineMs + offlineMs;
  // In whole numbers: in floating point, a quotient times a million can fall just short of an exact 523,600.
  return countedMs === 0 ? null : Number((BigInt(onlineMs) * 1_000_000n) / BigInt(countedMs)) / 10_000;
}

/** Sorts the worst uptime first, and machines without counted time last. */
export function compareUptimes(one: Tally, other: Tally): number {
  const [share, otherShare] = [one, other].map(
    ({ onlineMs, offlineMs }) => onlineMs / (onlineMs + offlineMs || Number.NaN),
  ) as [number, number];
  if (Number.isNaN(share) || Number.isNaN(otherShare))
    return Number(Number.isNaN(share)) - Number(Number.isNaN(otherShare));
  return share - otherShare || other.offlineMs - one.offlineMs;
}

/**
 * The time that is excluded for a machine: before it was added, of which nothing is kept, while no report was expected,
 * and while the hub was deaf.
 */
export function uncountedOf({
  createdAtMs,
  keptSinceMs,
  unwatched,
  deafness,
}: {
  createdAtMs: number;
  /** Earlier outages may have been deleted. */
  keptSinceMs: number;
  unwatched: readonly Stretch[];
  deafness: readonly Stretch[];
}): Stretch[] {
  const knownFromMs = Math.max(createdAtMs, keptSinceMs);
  return mergeIntervals([{ fromMs: Number.NEGATIVE_INFINITY, toMs: knownFromMs }, ...unwatched, ...deafness]);
}

/** The same time as ordered intervals that neither overlap nor touch. */
export function mergeIntervals(stretches: readonly Stretch[]): Stretch[] {
  const united: Stretch[] = [];
  const inOrder = stretches
    .filter(({ fromMs, toMs }) => fromMs < toMs)
    .sort((one, other) => one.fromMs - other.fromMs);
  for (const { fromMs, toMs } of inOrder) {
    const last = united.at(-1);
    if (last === undefined || fromMs > last.toMs) united.push({ fromMs, toMs });
    else last.toMs = Math.max(last.toMs, toMs);
  }
  return united;
}

function clip(stretches: readonly Stretch[], span: Stretch): Stretch[] {
  return stretches
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, span.fromMs), toMs: Math.min(toMs, span.toMs) }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);
}

function countedMs(stretch: Stretch, uncounted: readonly Stretch[]): number {
  return stretch.toMs - stretch.fromMs - overlapMs(stretch, uncounted);
}

/** How much of an interval overlaps these united ones. */
function overlapMs({ fromMs, toMs }: Stretch, united: readonly Stretch[]): number {
  let overlap = 0;
  for (let index = firstEndingAfter(united, fromMs); index < united.length; index++) {
    const each = united[index];
    if (each === undefined || each.fromMs >= toMs) break;
    overlap += Math.min(each.toMs, toMs) - Math.max(each.fromMs, fromMs);
  }
  return overlap;
}

function firstEndingAfter(united: readonly Stretch[], atMs: number): number {
  let [low, high] = [0, united.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((united[middle]?.toMs ?? 0) > atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
