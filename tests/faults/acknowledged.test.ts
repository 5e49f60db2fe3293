import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";

const KILLS = inForm({ short: 2, full: 30 });
/** At least this many more are acknowledged before each kill, however fast the host is. */
const BETWEEN_KILLS = 100;

let hub: FaultyHub;
beforeAll(async () => {
  hub = await FaultyHub.start({ workers: 0 });
});
afterAll(() => hub.stop());

it.for([
  // More than one sample a second of one machine would not be stored.
  { who: "two hundred machines, each second", machines: 200, intervalMs: 1_000 },
  { who: "four hundred machines, each second", machines: 400, intervalMs: 1_000 },
])(
  "a report answered with 202 is stored, although the ingest process is killed: $who",
  async ({ machines, intervalMs }, { task }) => {
    const keys = (await hub.fleet.addMachines(machines)).map(({ apiKey }) => apiKey);
    const before = await hub.database.client.sample.count();
    const agents = new Agents({
      hubUrl: hub.url,
      apiKeys: keys,
      intervalMs,
    });
    const acknowledgedSoFar = () => agents.outcomes.get(202) ?? 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const wanted = acknowledgedSoFar() + BETWEEN_KILLS;
      await hub.until("acknowledged", async () => acknowledgedSoFar() >= wanted);
      await sleep(Math.random() * 400);
      await hub.ingest.stop("SIGKILL");
      await hub.ingest.start();
    }
    await agents.stop();
    const acknowledged = acknowledgedSoFar();
    const stored = (await hub.database.client.sample.count()) - before;
    const refused = [400, 401, 429, 503].reduce((sum, status) => sum + (agents.outcomes.get(status) ?? 0), 0);
    const missing = Math.max(0, acknowledged - stored);
    task.meta.claim = {
      tries: `${KILLS} kills, ${acknowledged} reports acknowledged`,
      // Some are stored that a killed process could no longer answer.
      figure: `missing ${missing} (stored ${stored}), refused ${refused}`,
    };
    expect({ missing, refused }).toEqual({ missing: 0, refused: 0 });
  },
);
