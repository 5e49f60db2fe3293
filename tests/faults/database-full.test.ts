import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "@/lib/db/client";
import { startPulse } from "@/lib/detection/ingest/pulse-loop";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { IngestServer } from "../support/ingest-server";
import { sweepOnce } from "../support/sweep";
import { expectLogged } from "../support/watched-log";

expectLogged(/Reports could not be stored/);

const FULL_MS = inForm({ short: 10_000, full: 60_000 });
const FREQUENT = { count: 20, intervalMs: 1_000, offlineAfterMs: 5_000 };
// Between their attempts everything seems well.
const RARE = { count: 2, intervalMs: 4_000, offlineAfterMs: 10_000 };

// More than may be free in the existing pages.
const BULKY = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}`.padEnd(90, "."), i]));

let hub: TestHub;
let server: IngestServer;
let stopPulse: () => void;
beforeAll(async () => {
  hub = await TestHub.open();
  server = await IngestServer.start();
  const { hostname, port } = new URL(server.url);
  stopPulse = startPulse({ services: server.services, host: hostname, port: Number(port) });
});
afterAll(async () => {
  stopPulse();
  await server.stop();
  await hub.close();
});

/** Leaves no room for another sample; returns a function that makes room again. */
async function fill({ client, engine }: Database): Promise<() => Promise<unknown>> {
  if (engine.kind === "sqlite") {
    // Deletions have left pages free.
    await client.$executeRawUnsafe("VACUUM");
    const [row] = await client.$queryRawUnsafe<{ page_count: bigint }[]>("PRAGMA page_count");
    await client.$queryRawUnsafe(`PRAGMA max_page_count = ${row?.page_count}`);
    return () => client.$queryRawUnsafe("PRAGMA max_page_count = 1073741823");
  }
  // What PostgreSQL says about a full disk.
  await client.$executeRawUnsafe(
    `CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`,
  );
  await client.$executeRawUnsafe(
    "CREATE TRIGGER disk_full BEFORE INSERT ON samples FOR EACH ROW EXECUTE FUNCTION disk_full()",
  );
  return () => client.$executeRawUnsafe("DROP TRIGGER disk_full ON samples");
}

it.for([
  { who: "many that report often", ...FREQUENT },
  { who: "few that report seldom", ...RARE },
])(
  "a full database: no false alert, nothing acknowledged is missing: $who",
  async ({ count, intervalMs, offlineAfterMs }, { task }) => {
    const { client } = hub.database;
    await client.team.deleteMany();
    const fleet = await Fleet.create(hub.database);
    await fleet.addChannel();
    const [dead, ...living] = await fleet.addMachines(count + 1, { offlineAfterMs });
    if (dead === undefined) throw new Error("no machine was added");
    const settings = {
      hubUrl: server.url,
      intervalMs,
      report: () => ({ cpu_pct: 1, interval_s: intervalMs / 1000, gauges: BULKY }),
    };
    const alive = new Agents({ ...settings, apiKeys: living.map(({ apiKey }) => apiKey) });
    const dying = new Agents({ ...settings, apiKeys: [dead.apiKey] });
    await sleep(2_000);
    await dying.stop();
    let failedScans = 0;
    const looking = setInterval(() => {
      sweepOnce(hub.database).catch(() => {
        failedScans += 1;
      });
    }, 500);
    const makeRoom = await fill(hub.database);
    await sleep(FULL_MS);
    await makeRoom();
    await sleep(2 * offlineAfterMs);
    clearInterval(looking);
    await alive.stop();
    const accused = await client.incident.count({ where: { machineId: { not: dead.machineId } } });
    const told = await client.incident.count({ where: { machineId: dead.machineId } });
    const stored = await client.sample.count({ where: { machineId: { not: dead.machineId } } });
    const missing = Math.max(0, (alive.outcomes.get(202) ?? 0) - stored);
    const refused = alive.answers.get(503) ?? 0;
    task.meta.claim = {
      tries: `full for ${FULL_MS / 1000} s, ${refused} × 503, scans failed ${failedScans}`,
      figure: `false ${accused}, acknowledged and missing ${missing}, dead told ${told} of 1`,
    };
    expect(refused).toBeGreaterThan(0);
    expect({ accused, missing, told }).toEqual({ accused: 0, missing: 0, told: 1 });
  },
);
