import { setTimeout as sleep } from "node:timers/promises";
import { Fleet } from "../../../tests/support/fleet";
import { ReportingFleet } from "../reporting-fleet";
import { seedReporters } from "../seed-reporters";
import { quantile } from "../statistics";
import { Browser } from "./browser";
import { INTERVAL_MS, OFFLINE_AFTER_MS } from "./day";
import type { Options } from "./options";
import { type PageTimes, timePages } from "./page-times";
import { inMs, inS, note, type Row, times } from "./row";
import { seedHistory } from "./seed-history";
import { WholeHub } from "./whole-hub";

const GOAL_RATIO = 1.2;
/** Less than this is no difference that anybody sees. */
const GRAIN_MS = 2;
const CHANNELS = 3;

/** The same pages of a hub before and after it has four hundred days behind it. */
export async function history({ machines, engine }: Options): Promise<Row[]> {
  const hub = await WholeHub.prepare(engine);
  const { database, teamId } = hub;
  const reporters = await seedReporters({
    database,
    teamId,
    count: machines,
    offlineAfterMs: OFFLINE_AFTER_MS,
  });
  const channels = Fleet.of({ database, teamId });
  const channelIds: number[] = [];
  for (let i = 0; i < CHANNELS; i++) channelIds.push(await channels.addChannel());
  const machineIds = reporters.map(({ machineId }) => machineId);
  const fleet = new ReportingFleet({ url: hub.url, intervalMs: INTERVAL_MS, connections: 256 });
  fleet.start(reporters.map(({ apiKey }) => apiKey));
  const look = async () => {
    await hub.start();
    const browser = await Browser.signIn(hub.url);
    await sleep(3 * INTERVAL_MS);
    const seen = await timePages(browser, { machineId: machineIds[0] ?? 0 });
    await browser.close();
    await hub.stop();
    return seen;
  };
  const young = await look();
  const startedMs = performance.now();
  await seedHistory(hub.databaseConfig, { teamId, machineIds, channelIds });
  note(`four hundred days written in ${inS(performance.now() - startedMs)}`);
  const old = await look();
  await fleet.stop();
  await hub.remove();
  const compared = compare(young, old);
  const worst = Math.max(...compared.map(({ ratio }) => ratio));
  return [
    {
      moment: "the same pages with 400 days behind them",
      figure: compared.map(({ page, ratio, oldMs }) => `${page} ${inMs(oldMs)} (${times(ratio)})`).join(", "),
      baseline: compared.map(({ page, youngMs }) => `${page} ${inMs(youngMs)}`).join(", "),
      goal: "≤ 1.2× the empty hub",
      isMet: worst <= GOAL_RATIO && old.refused === 0,
    },
  ];
}

function compare(young: PageTimes, old: PageTimes) {
  return [...young.tookMs].map(([page, values]) => {
    const [youngMs, oldMs] = [quantile(values, 0.5), quantile(old.tookMs.get(page) ?? [], 0.5)];
    const ratio = oldMs - youngMs < GRAIN_MS ? Math.min(1, oldMs / youngMs) : oldMs / youngMs;
    return { page, youngMs, oldMs, ratio };
  });
}
