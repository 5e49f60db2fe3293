import type { MassSilence } from "@/lib/events/mass-words";

/** Machines that went dark within this much heard time of each other did so together. */
export const TOGETHER_MS = 60_000;
/** Fewer machines are no mass, whatever their share. */
export const MIN_MASS = 5;

/** Machines of one team that were last heard by one web process. */
export type DoorCounts = { webId: string | null; fallen: number; online: number };

/**
 * Whether what went dark together is a mass silence: five machines or more, and at least half of those that were online,
 * or of those last heard by one web process. It changes words and grouping; nobody's outage is less true for it.
 */
export function decideMassSilence(doors: readonly DoorCounts[]): MassSilence | null {
  const whole = isMass(
    doors.reduce((sum, door) => sum + door.fallen, 0),
    doors.reduce((sum, door) => sum + door.online, 0),
  );
  if (whole !== null) return { ...whole, web: false };
  const masses = doors.flatMap(({ webId, fallen, online }) => {
    const mass = webId === null ? null : isMass(fallen, online);
    return mass === null ? [] : [{ ...mass, web: true }];
  });
  return masses.sort((a, b) => b.offline - a.offline)[0] ?? null;
}

function isMass(fallen: number, online: number): { offline: number; of: number } | null {
  return fallen >= MIN_MASS && fallen >= online ? { offline: fallen, of: fallen + online } : null;
}

/** The most machines of these that went dark together. `detectedMs` in heard time. */
export function largestGroup<T extends { detectedMs: number }>(machines: readonly T[]): T[] {
  const sorted = [...machines].sort((a, b) => a.detectedMs - b.detectedMs);
  let best: T[] = [];
  for (let end = 1, start = 0; end <= sorted.length; end++) {
    const last = sorted[end - 1];
    for (let first = sorted[start]; first && last; first = sorted[++start])
      if (last.detectedMs - first.detectedMs <= TOGETHER_MS) break;
    if (end - start > best.length) best = sorted.slice(start, end);
  }
  return best;
}

/** Counts by web process. */
export function byDoor({
  fallen,
  online,
}: {
  fallen: readonly { webId: string | null }[];
  online: readonly { webId: string | null; count: number }[];
}): DoorCounts[] {
  const webIds = [...new Set([...fallen, ...online].map(({ webId }) => webId))];
  return webIds.map((webId) => ({
    webId,
    fallen: fallen.filter((machine) => machine.webId === webId).length,
    online: online.find((group) => group.webId === webId)?.count ?? 0,
  }));
}
