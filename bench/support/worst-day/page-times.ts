import { quantile } from "../statistics";
import type { Browser } from "./browser";
import { inMs } from "./row";

const ROUNDS = 20;

/** Milliseconds to the last byte, by page; and how many answers were no 200. */
export type PageTimes = { tookMs: Map<string, number[]>; refused: number };

/** Loads each page in turns, one after the other. `machineId`: whose page is shown. */
export async function timePages(browser: Browser, { machineId }: { machineId: number }): Promise<PageTimes> {
  const pages = ["/", "/machines", "/incidents", `/machines/${machineId}`, "/api/health"];
  const tookMs = new Map<string, number[]>(pages.map((page) => [page, []]));
  let refused = 0;
  for (let round = -1; round < ROUNDS; round++) {
    for (const page of pages) {
      const loaded = await browser.load(page);
      // The first round only warms them.
      if (round === -1) continue;
      // The health of a hub that is not well is a 503.
      if (loaded.status !== 200 && page !== "/api/health") refused++;
      tookMs.get(page)?.push(loaded.tookMs);
    }
  }
  return { tookMs, refused };
}

/** The slowest page, by its 95th percentile. */
export function slowestP95(times: PageTimes): number {
  return Math.max(...[...times.tookMs.values()].map((values) => quantile(values, 0.95)));
}

/** "/ 12, /machines 20, …": each page's 95th percentile. */
export function describePages(times: PageTimes): string {
  const pages = [...times.tookMs].map(([page, values]) => `${page} ${inMs(quantile(values, 0.95))}`);
  return [...pages, ...(times.refused > 0 ? [`${times.refused} refused`] : [])].join(", ");
}
