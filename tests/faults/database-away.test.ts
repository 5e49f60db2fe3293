import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Database, openDatabase } from "@/lib/db/client";
import { lockDatabase } from "../support/broken-database";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { DatabaseWay } from "../support/database-way";
import { Fleet } from "../support/fleet";
import { freePort } from "../support/free-port";
import { HubFront } from "../support/hub-front";
import { HubProcess } from "../support/hub-process";
import { sendReport } from "../support/send-report";

const isPostgresql = inject("template").kind === "postgresql";
const LOCK = isPostgresql
  ? "LOCK TABLE settings, deliveries, leases, hub_pulse IN EXCLUSIVE MODE"
  : "UPDATE hub_pulse SET heard_ms = heard_ms";
const WAITS = /"why":"[^"]+".*Waiting for the database before starting/;

let testDatabase: TestDatabase;
let database: Database;
let dataDir: string;
let port: number;
let env: NodeJS.ProcessEnv;
let url: string;
let way: DatabaseWay | null = null;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.databaseConfig, { synchronous: "NORMAL" });
  dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-away-"));
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const { databaseConfig } = testDatabase;
  if (databaseConfig.kind === "postgresql") way = await DatabaseWay.open(databaseConfig.url);
  env = {
    ...process.env,
    ...testDatabase.env,
    ...(way !== null && { DATABASE_URL: way.url }),
    NODE_ENV: "production",
    DATA_DIR: dataDir,
    HOST: "127.0.0.1",
    PORT: String(port),
    LUNASENTRI_SECRET: randomUUID(),
    LOG_LEVEL: "info",
  };
});
afterAll(async () => {
  await database.close();
  await way?.close();
  await testDatabase.drop();
  await rm(dataDir, { recursive: true, force: true });
});

describe("a process that starts while the database is away", () => {
  it.for(["web", "worker"] as const)("waits for it, and says so: %s", async (entry) => {
    const hub = new HubProcess(entry, env);
    const release = await lockDatabase(database, LOCK);
    const starting = hub.start();
    await expect.poll(() => hub.logs, { timeout: 60_000 }).toMatch(WAITS);
    await release();
    await starting;
    expect(await hub.stop()).toBe(0);
    expect(hub.logs).not.toContain("Process failed");
  });

  if (isPostgresql)
    it("waits for a server that refuses connections, and stops when it is asked to", async () => {
      await way?.refuse();
      const hub = new HubProcess("worker", env);
      const starting = hub.start();
      await expect.poll(() => hub.logs, { timeout: 60_000 }).toMatch(WAITS);
      expect(await hub.stop()).toBe(0);
      await starting;
      await way?.mend();
      expect(hub.logs).not.toContain("Process failed");
    });

  it("stops cleanly when its supervisor dies meanwhile", async () => {
    const release = await lockDatabase(database, LOCK);
    const hub = new HubProcess("worker", env);
    const starting = hub.start().catch(() => undefined);
    await expect.poll(() => hub.logs, { timeout: 60_000 }).toMatch(WAITS);
    const ended = hub.abandon();
    await release();
    expect(await ended).toBe(0);
    await starting;
    expect(hub.logs).not.toContain("Process failed");
  });
});

if (isPostgresql)
  describe("while PostgreSQL is away", () => {
    const get = (target: string, accept: string) => fetch(`${url}${target}`, { headers: { accept } });

    it("pages say so and come back by themselves, calls and agents are asked to try again", async () => {
      const fleet = await Fleet.create(database);
      const { apiKey: key } = await fleet.addMachine();
      const front = new HubFront(env);
      await front.start();
      expect((await sendReport(url, { key, body: "{}" })).status).toBe(202);
      await way?.refuse();
      await expect.poll(async () => (await get("/", "text/html")).status, { timeout: 20_000 }).toBe(503);
      for (const target of ["/", "/sign-in", "/machines/1"]) {
        const page = await get(target, "text/html,*/*");
        expect(page.status).toBe(503);
        expect(page.headers.get("retry-after")).toMatch(/^\d+$/);
        const text = await page.text();
        expect(text).toContain("The hub's database is not available: ");
        expect(text).toContain('http-equiv="refresh"');
      }
      const call = await get("/api/v1/machines", "application/json");
      expect(call.status).toBe(503);
      expect(call.headers.get("retry-after")).toMatch(/^\d+$/);
      expect(await call.json()).toMatchObject({ error: { code: "unavailable" } });
      expect((await sendReport(url, { key, body: '{"cpu_pct":1}' })).status).toBe(503);
      await way?.mend();
      await expect
        .poll(async () => (await get("/sign-in", "text/html")).status, { timeout: 20_000 })
        .toBe(200);
      await expect
        .poll(async () => (await sendReport(url, { key, body: '{"cpu_pct":1}' })).status, { timeout: 20_000 })
        .toBe(202);
      await front.stop();
    });
  });
