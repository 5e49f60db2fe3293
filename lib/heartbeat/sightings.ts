import { z } from "zod";

/** What tells hosts apart: a boot id never comes back once there is another, and two hosts seldom share a host name. */
export type HostMark = { bootId: string | null; hostname: string | null };

const sightingSchema = z.object({
  bootId: z.string().nullable(),
  hostname: z.string().nullable(),
  atMs: z.number(),
});
type Sighting = z.output<typeof sightingSchema>;

/** The hosts that one machine's reports came from, the latest last, as its row keeps them (JSON) while there are several. */
export const sightingsSchema = z.object({
  hosts: z.array(sightingSchema),
  /** How often a host has come back after another one, in the current run. */
  returns: z.number(),
  returnedAtMs: z.number(),
  /** When this was noticed, and the team notified; null: there are too few returns. */
  noticedAtMs: z.number().nullable(),
});
export type Sightings = z.output<typeof sightingsSchema>;

/** One stray report of before a reboot makes two returns (A, B, A, B); a clone keeps returning. */
const RETURNS_NOTICED = 3;
const MIN_RUN_MS = 3 * 60_000;
const RUN_INTERVALS = 4;
/** Beyond this many hosts that share a key, a return may be missed, but not the next one. */
const MAX_HOSTS = 16;
const MAX_NAMED = 4;
/** People are not notified again of a clone that comes and goes within a day. */
const REMEMBERED_MS = 24 * 3_600_000;

/** How soon a host has to come back for this to count. A fail-over may come back too, but later, or once. */
function runMs(intervalMs: number): number {
  return Math.max(MIN_RUN_MS, RUN_INTERVALS * intervalMs);
}

/** Two hosts are taking turns at this moment with one machine's key. */
export function isShared(
  sightings: Sightings | null,
  { nowMs, intervalMs }: { nowMs: number; intervalMs: number },
): sightings is Sightings {
  if (sightings === null || sightings.noticedAtMs === null) return false;
  return nowMs - sightings.returnedAtMs <= runMs(intervalMs);
}

/** Who reports with one key: "2 hosts (web-01, web-02) report", with the host names that are known. */
export function hostWords(hosts: readonly HostMark[]): string {
  const names = [...new Set(hosts.flatMap(({ hostname }) => hostname ?? []))].sort();
  const named = names.length > 1 ? ` (${names.slice(0, MAX_NAMED).join(", ")})` : "";
  return `${hosts.length} hosts${named} report`;
}

/**
 * What is known after one more report about the hosts that share a machine's key; null: there is one host.
 * `isNew`: with this report it is certain that there are several, and their team must be notified.
 */
export function sight({
  before,
  known,
  mark,
  nowMs,
  intervalMs,
}: {
  before: Sightings | null;
  /** What was known of the machine's host before this report, and when it was last seen. */
  known: Sighting;
  mark: HostMark;
  nowMs: number;
  intervalMs: number;
}): { sightings: Sightings | null; isNew: boolean } {
  if (mark.bootId === null && mark.hostname === null) return { sightings: before, isNew: false };
  const hosts = before?.hosts ?? [known];
  if (before === null && (isSame(known, mark) || (known.bootId === null && known.hostname === null)))
    return { sightings: null, isNew: false };
  const found = hosts.findLast((host) => isSame(host, mark));
  const isReturn = found !== undefined && found !== hosts.at(-1) && nowMs - found.atMs <= runMs(intervalMs);
  const wasRun = before !== null && nowMs - before.returnedAtMs <= runMs(intervalMs);
  const returns = (wasRun ? before.returns : 0) + (isReturn ? 1 : 0);
  const latest = {
    bootId: mark.bootId ?? found?.bootId ?? null,
    hostname: mark.hostname ?? found?.hostname ?? null,
    atMs: nowMs,
  };
  const wasNoticedAtMs = before?.noticedAtMs ?? null;
  const isForgotten = before !== null && nowMs - before.returnedAtMs > REMEMBERED_MS;
  const remembered = isForgotten ? null : wasNoticedAtMs;
  const isNew = remembered === null && returns >= RETURNS_NOTICED;
  const others = hosts.filter((host) => host !== found && nowMs - host.atMs <= runMs(intervalMs));
  const noticedAtMs = isNew ? nowMs : remembered;
  if (others.length === 0 && noticedAtMs === null) return { sightings: null, isNew: false };
  return {
    sightings: {
      hosts: [...others, latest].slice(-MAX_HOSTS),
      returns,
      returnedAtMs: isReturn ? nowMs : (before?.returnedAtMs ?? 0),
      noticedAtMs,
    },
    isNew,
  };
}

/** Whether a report with this mark may come from that host: nothing that both name is different. */
function isSame(host: HostMark, mark: HostMark): boolean {
  const isBootKnown = host.bootId !== null && mark.bootId !== null;
  const isNameKnown = host.hostname !== null && mark.hostname !== null;
  if (isBootKnown && host.bootId !== mark.bootId) return false;
  if (isNameKnown && host.hostname !== mark.hostname) return false;
  return isBootKnown || isNameKnown;
}
