import type { MassSilence } from "@/lib/events/mass-words";

/** Machines that went silent within this much heard time of each other count as together. */
export const TOGETHER_MS = 60_000;
/** Fewer machines are never a mass silence, whatever their share. */
export const MIN_MASS_SILENCE = 5;

/** Machines of one team that the same ingest process last heard. */
export type WebCounts = { webId: string | null; fallen: number; online: number };

/**
 * Whether machines that went silent together are a mass silence: at least five, and at least half of those that were
 * online, or of those that one ingest process last heard. It changes only words and grouping; every outage is as real as
 * without it.
 */
export function decideMassSilence(webs: readonly WebCounts[]): MassSilence | null {
  const whole = isMassSilence(
    webs.reduce((sum, web) => sum + web.fallen, 0),
    webs.reduce((sum, web) => sum + web.online, 0),
  );
  if (whole !== null) return { ...whole, web: false };
  const masses = webs.flatMap(({ webId, fallen, online }) => {
    const mass = webId === null ? null : isMassSilence(fallen, online);
    return mass === null ? [] : [{ ...mass, web: true }];
  });
  return masses.sort((a, b) => b.offline - a.offline)[0] ?? null;
}

function isMassSilence(fallen: number, online: number): { offline: number; of: number } | null {
  return fallen >= MIN_MASS_SILENCE && fallen >= online ? { offline: fallen, of: fallen + online } : null;
}

/** The largest group of these machines that went silent together. `detectedMs` in heard time. */
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

/** Counts by ingest process. */
export function countByWeb({
  fallen,
  online,
}: {
  fallen: readonly { webId: string | null }[];
  online: readonly { webId: string | null; count: number }[];
}): WebCounts[] {
  const webIds = [...new Set([...fallen, ...online].map(({ webId }) => webId))];
  return webIds.map((webId) => ({
    webId,
    fallen: fallen.filter((machine) => machine.webId === webId).length,
    online: online.find((group) => group.webId === webId)?.count ?? 0,
  }));
}
