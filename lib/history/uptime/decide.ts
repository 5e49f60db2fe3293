/** A stretch of time by the hub's wall clock, its end not included. */
export type Stretch = { fromMs: number; toMs: number };

/** What became of a span of time. The three times add up to its length. */
export type Tally = {
  onlineMs: number;
  offlineMs: number;
  /** Nobody can say, or nothing was expected of the machine. */
  unknownMs: number;
  /** How many outages have a part in `offlineMs`. */
  outages: number;
  /** The greatest part that one of them has. */
  longestMs: number;
};

/**
 * How much of a span a machine was online. It was offline during its outages and online at all other times, except those
 * that do not count, whatever happened in them.
 */
export function tally({
  span,
  outages,
  uncounted,
}: {
  span: Stretch;
  /** In any order; they may overlap. */
  outages: readonly Stretch[];
  /** As `unite` leaves them. */
  uncounted: readonly Stretch[];
}): Tally {
  const within = clip(outages, span);
  const parts = within.map((outage) => countedMs(outage, uncounted)).filter((ms) => ms > 0);
  const unknownMs = overlapMs(span, uncounted);
  const offlineMs = sum(unite(within).map((stretch) => countedMs(stretch, uncounted)));
  return {
    onlineMs: Math.max(0, span.toMs - span.fromMs) - unknownMs - offlineMs,
    offlineMs,
    unknownMs,
    outages: parts.length,
    longestMs: parts.reduce((longest, ms) => Math.max(longest, ms), 0),
  };
}

/** Several machines' tallies as one: its longest outage is the longest of any. */
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
 * The share of the counted time that was online, in percent with four decimals; null where nothing was counted. Rounded
 * down: only what was never offline is 100.
 */
export function uptimePct({ onlineMs, offlineMs }: Pick<Tally, "onlineMs" | "offlineMs">): number | null {
  const countedMs = onlineMs + offlineMs;
  // In whole numbers: a quotient times a million falls short of 523,600 where it is just that.
  return countedMs === 0 ? null : Number((BigInt(onlineMs) * 1_000_000n) / BigInt(countedMs)) / 10_000;
}

/** Whose uptime is worse comes first; those of which nothing was counted come last. */
export function compareTallies(one: Tally, other: Tally): number {
  const [share, otherShare] = [one, other].map(
    ({ onlineMs, offlineMs }) => onlineMs / (onlineMs + offlineMs || Number.NaN),
  ) as [number, number];
  if (Number.isNaN(share) || Number.isNaN(otherShare))
    return Number(Number.isNaN(share)) - Number(Number.isNaN(otherShare));
  return share - otherShare || other.offlineMs - one.offlineMs;
}

/** The time that does not count for a machine: before it was added, while nothing was expected of it, and while the hub was deaf. */
export function uncountedOf({
  createdAtMs,
  unwatched,
  deafness,
}: {
  createdAtMs: number;
  unwatched: readonly Stretch[];
  deafness: readonly Stretch[];
}): Stretch[] {
  return unite([{ fromMs: Number.NEGATIVE_INFINITY, toMs: createdAtMs }, ...unwatched, ...deafness]);
}

/** The same time as stretches that neither overlap nor touch, in order. */
export function unite(stretches: readonly Stretch[]): Stretch[] {
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

/** How much of a stretch lies in those, which are united. */
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
