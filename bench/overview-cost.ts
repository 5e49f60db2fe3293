// What one read of the overview costs, as the live stream does it every second: with all outages unacknowledged, and
// with all acknowledged, in turns on one database.
// Run by hand after `npm run build`: npx tsx bench/overview-cost.ts [machines] [one in this many is dark]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { database } from "@/lib/db/client";
import { getOverview } from "@/lib/overview/get-overview";
import { createFirstAdmin } from "@/lib/people/auth/create-first-admin";
import type { TeamScope } from "@/lib/people/teams/scope";
import { runNode } from "../scripts/run.mjs";
import { Fleet } from "../tests/support/fleet";
import { sweepOnce } from "../tests/support/sweep";
import { ADMIN } from "./support/dashboard-hub";
import { seedFleet } from "./support/seed-fleet";

const ROUNDS = 15;
const LOOKS_PER_ROUND = 10;
// The most parameters that SQLite accepts in one statement.
const CHUNK = 200;

const count = Number(process.argv[2] ?? 10_000);
const darkEvery = Number(process.argv[3] ?? 10);
const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-bench-"));
Object.assign(process.env, { NODE_ENV: "production", DATA_DIR: dataDir, LOG_LEVEL: "error" });
await runNode("dist/migrate.js");
const db = await database();
const { teamId, userId } = await createFirstAdmin({ setup: ADMIN, now: new Date() });
const fleet = Fleet.of({ database: db, teamId });
await fleet.addChannel();
const { dark } = await seedFleet({ database: db, teamId, count, darkEvery });
await fleet.hear(10_000);
while ((await sweepOnce(db)).length > 0);
// As if a worker were sending: the health check looks at what is waiting.
await db.client.delivery.updateMany({
  data: { state: "delivered", nextAttemptAt: null, finishedAt: new Date() },
});
const open = await db.client.incident.findMany({ where: { openKey: { not: null } }, select: { id: true } });
if (open.length !== dark) throw new Error(`${dark} machines are dark, and ${open.length} incidents are open`);
// Usually only the gate creates one; there is nobody to keep out here.
const scope = { teamId, userId, role: "admin", via: { kind: "session", id: "" } } as unknown as TeamScope;

/** CPU time of one read, in milliseconds. */
async function look(): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < LOOKS_PER_ROUND; i++) await getOverview({ scope, now: new Date() });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / LOOKS_PER_ROUND;
}

async function takeAll(): Promise<void> {
  const rows = open.map(({ id }) => ({
    incidentId: id,
    holdsFor: id,
    userId,
    name: ADMIN.name,
    via: "ui",
    createdAt: new Date(),
  }));
  for (let start = 0; start < rows.length; start += CHUNK)
    await db.client.acknowledgement.createMany({ data: rows.slice(start, start + CHUNK) });
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const costs = { free: [] as number[], taken: [] as number[] };
await look();
for (let round = 0; round < ROUNDS; round++) {
  costs.free.push(await look());
  await takeAll();
  costs.taken.push(await look());
  await db.client.acknowledgement.deleteMany();
}
const [free, taken] = [median(costs.free), median(costs.taken)];
process.stdout.write(
  `${count} machines, ${open.length} open incidents, median of ${ROUNDS} rounds, CPU of one look:\n` +
    `  nobody is on any:       ${free.toFixed(1)} ms\n` +
    `  somebody is on each:    ${taken.toFixed(1)} ms (${(taken / free).toFixed(3)}×)\n`,
);
await db.close();
await rm(dataDir, { recursive: true, force: true });
