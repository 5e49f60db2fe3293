import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Agent } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/lib/db/client";
import { sweepDeadlines } from "@/lib/heartbeat/sweep-deadlines";
import { guardedAgent } from "@/lib/http/outbound";
import { Outbox } from "@/lib/notifications/outbox";
import { telegramAccess } from "@/lib/notifications/telegram/access";
import { seal } from "@/lib/secrets/seal";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { Fleet } from "../support/fleet";

const RECEIVERS = 500;
const HANGING = 100;
const sealKey = randomBytes(32);
const secret = seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey);

let testDatabase: TestDatabase;
let database: Database;
let agent: Agent;
let fleet: Fleet;
let server: Server;
/** The local addresses that take a request and never answer. */
const hanging = new Set<string>();
let arrivals: { address: string; atMs: number }[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.databaseConfig, { synchronous: "NORMAL" });
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
  server = createServer((request, response) => {
    const address = request.headers.host?.split(":")[0] ?? "";
    arrivals.push({ address, atMs: performance.now() });
    if (!hanging.has(address)) response.end();
  }).listen(0, "0.0.0.0");
  await once(server, "listening");
  fleet = await Fleet.create(database);
  const { port } = server.address() as AddressInfo;
  for (const address of addresses()) await fleet.addChannel({ url: `http://${address}:${port}/`, secret });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await agent.destroy();
  await database.close();
  await testDatabase.drop();
});

// Every address of 127.0.0.0/8 is this host: as many destinations as one likes behind one server.
function addresses(): string[] {
  return Array.from({ length: RECEIVERS }, (_, i) => `127.0.${1 + Math.floor(i / 200)}.${1 + (i % 200)}`);
}

async function outage(): Promise<void> {
  const machines = await fleet.addMachines(1);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  await sweepDeadlines(database);
}

/** When the requests of an outage had come to those that answer, counted from now, in order. */
async function delays(outbox: Outbox): Promise<number[]> {
  arrivals = [];
  await outage();
  const startedMs = performance.now();
  await outbox.pump();
  const good = () => arrivals.filter(({ address }) => !hanging.has(address));
  await expect.poll(() => good().length, { timeout: 60_000 }).toBe(RECEIVERS - hanging.size);
  return good()
    .map(({ atMs }) => atMs - startedMs)
    .sort((a, b) => a - b);
}

/** Two outages by a worker that knows nobody yet: the second one while the first one's attempts still hang. */
async function measure(hangs: readonly string[]): Promise<number[]> {
  for (const address of hangs) hanging.add(address);
  const outbox = new Outbox({ database, agent, telegram: telegramAccess(), sealKey });
  const times = [p99(await delays(outbox)), p99(await delays(outbox))];
  server.closeAllConnections();
  await outbox.stop();
  hanging.clear();
  await database.client.delivery.deleteMany();
  return times;
}

const p99 = (sorted: number[]) => sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;

describe("a hundred of five hundred receivers that hang", () => {
  it("delay the others by no more than a second, at first and while they hang", async () => {
    const usual: number[] = [];
    const hung: number[][] = [];
    for (let round = 0; round < 3; round++) {
      usual.push(...(await measure([])));
      hung.push(await measure(addresses().slice(0, HANGING)));
    }
    // The best of three, for a machine that is busy with other things; in one lane they would wait ten seconds.
    const limitMs = 2 * Math.min(...usual) + 1_000;
    expect(Math.min(...hung.map(([first]) => first ?? Number.NaN))).toBeLessThanOrEqual(limitMs);
    expect(Math.min(...hung.map(([, second]) => second ?? Number.NaN))).toBeLessThanOrEqual(limitMs);
  }, 240_000);
});
