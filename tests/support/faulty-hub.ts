import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseConfig } from "@/lib/base/env";
import { type Database, openDatabase } from "@/lib/db/client";
import { deriveKey } from "@/lib/db/secrets/derive-key";
import { seal } from "@/lib/db/secrets/seal";
import { retryBusy } from "@/lib/db/transaction";
import { createTestDatabase } from "./database";
import { FalseClock } from "./false-clock";
import { Fleet } from "./fleet";
import { freePort } from "./free-port";
import { HubProcess } from "./hub-process";
import { WebhookReceiver } from "./webhook-receiver";

const WEBHOOK_SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZg==";

export type FaultyHubOptions = {
  ingests?: number;
  /** One for each ingest process, or none: only pages and API need them. */
  withWeb?: boolean;
  workers?: number;
  env?: Record<string, string>;
  /** Each process has its own time of day (see `clocks`) or, with "all", also its own monotonic clock. */
  ownClocks?: "day" | "all";
};

type Parts = {
  urls: string[];
  ingests: HubProcess[];
  webs: HubProcess[];
  workers: HubProcess[];
  receiver: WebhookReceiver;
  fleet: Fleet;
  database: Database;
  sealKey: Buffer;
  /** What no log may contain, besides the keys of the fleet. */
  secrets: string[];
  databaseConfig: DatabaseConfig;
  clocks: FalseClock[];
};

/** The product's processes on their own database, to be frozen and killed, with a receiver for what they send. */
export class FaultyHub {
  private constructor(
    private readonly parts: Parts,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  /** One ingest process and one worker by default. */
  static async start({
    ingests = 1,
    withWeb = false,
    workers = 1,
    env = {},
    ownClocks,
  }: FaultyHubOptions = {}): Promise<FaultyHub> {
    const testDatabase = await createTestDatabase();
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-faults-"));
    const secret = env.LUNASENTRI_SECRET ?? randomBytes(32).toString("hex");
    const common: NodeJS.ProcessEnv = {
      ...process.env,
      ...testDatabase.env,
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      HOST: "127.0.0.1",
      LUNASENTRI_SECRET: secret,
      WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8",
      // Machines flap here as often as a test wants.
      FLAP_WINDOW: "0s",
      LOG_LEVEL: "info",
      ...env,
    };
    const database = await openDatabase(testDatabase.databaseConfig, { synchronous: "NORMAL" });
    const receiver = await WebhookReceiver.start();
    const fleet = await Fleet.create(database);
    const sealKey = deriveKey({ secret, purpose: "seal" });
    const ports = await Promise.all(Array.from({ length: ingests }, freePort));
    const webs = withWeb ? ingests : 0;
    const clocks = await Promise.all(
      Array.from({ length: ownClocks === undefined ? 0 : ingests + webs + workers }, () =>
        FalseClock.create({ isMonotonicFalse: ownClocks === "all" }),
      ),
    );
    const make = (entry: "ingest" | "web" | "worker", count: number, firstClock: number) =>
      Array.from({ length: count }, (_, index) => {
        const port = entry === "worker" ? {} : { PORT: String(ports[index]) };
        return new HubProcess(entry, { ...common, ...clocks[firstClock + index]?.env, ...port });
      });
    const ingestProcesses = make("ingest", ingests, 0);
    const webProcesses = make("web", webs, ingests);
    const workerProcesses = make("worker", workers, ingests + webs);
    const all = [...ingestProcesses, ...webProcesses, ...workerProcesses];
    await Promise.all(all.map((each) => each.start()));
    const urls = ports.map((port) => `http://127.0.0.1:${port}`);
    const cleanUp = async () => {
      await Promise.all(all.map((each) => each.stop("SIGKILL")));
      await receiver.stop();
      await database.close();
      await testDatabase.drop();
      await rm(dataDir, { recursive: true, force: true });
      await Promise.all(clocks.map((clock) => clock.remove()));
    };
    const { databaseConfig } = testDatabase;
    const processes = { ingests: ingestProcesses, webs: webProcesses, workers: workerProcesses };
    const parts = {
      urls,
      ...processes,
      receiver,
      fleet,
      database,
      sealKey,
      databaseConfig,
      clocks,
      secrets: [secret, WEBHOOK_SECRET],
    };
    const hub = new FaultyHub(parts, cleanUp);
    await hub.addWebhook();
    return hub;
  }

  /** A channel to the hub's own receiver, on its own path, or to another address. */
  addWebhook(url = `${this.receiver.url}/${randomUUID()}`): Promise<number> {
    return this.fleet.addChannel({ url, secret: seal(WEBHOOK_SECRET, this.parts.sealKey) });
  }

  get receiver(): WebhookReceiver {
    return this.parts.receiver;
  }
  get fleet(): Fleet {
    return this.parts.fleet;
  }
  get database(): Database {
    return this.parts.database;
  }
  get databaseConfig(): DatabaseConfig {
    return this.parts.databaseConfig;
  }
  /** Of the ingest processes, then of the web processes, then of the workers. */
  get clocks(): readonly FalseClock[] {
    return this.parts.clocks;
  }
  /** The address of each ingest process. */
  get urls(): readonly string[] {
    return this.parts.urls;
  }
  get ingests(): readonly HubProcess[] {
    return this.parts.ingests;
  }
  get webs(): readonly HubProcess[] {
    return this.parts.webs;
  }
  get workers(): readonly HubProcess[] {
    return this.parts.workers;
  }
  get url(): string {
    return firstOf(this.urls);
  }
  get ingest(): HubProcess {
    return firstOf(this.ingests);
  }
  get web(): HubProcess {
    return firstOf(this.webs);
  }
  get worker(): HubProcess {
    return firstOf(this.workers);
  }

  /** Everything that its processes have written. */
  get logs(): string {
    return [...this.ingests, ...this.webs, ...this.workers].map(({ logs }) => logs).join("");
  }

  /** What was sent about a machine, in order of arrival. */
  toldOf(machineId: number): string[] {
    return this.receiver.received.flatMap(({ body }) => {
      const { event, machine } = body as { event: string; machine?: { id: number } };
      return machine?.id === machineId ? [event] : [];
    });
  }

  /** Resolves when this many deliveries are recorded as delivered. */
  async delivered(count: number, limitMs = 30_000): Promise<void> {
    const { delivery } = this.database.client;
    await this.until(
      "delivered",
      async () => (await delivery.count({ where: { state: "delivered" } })) >= count,
      limitMs,
    );
  }

  /** Resolves when no delivery is waiting. With `isHurried`, postponed ones are due at once. */
  async toldAll(limitMs = 90_000, { isHurried = false } = {}): Promise<void> {
    const { delivery } = this.database.client;
    const waiting = { state: { in: ["pending", "sending"] } };
    const isTold = async () => {
      const now = new Date();
      const putOff = { state: "pending", nextAttemptAt: { gt: now } };
      if (isHurried)
        await retryBusy(() => delivery.updateMany({ where: putOff, data: { nextAttemptAt: now } }));
      return (await delivery.count({ where: waiting })) === 0;
    };
    await this.until("told", isTold, limitMs);
  }

  /** Resolves when the condition holds, checking repeatedly; after the limit throws, with the latest logs. */
  async until(what: string, holds: () => Promise<boolean>, limitMs = 30_000): Promise<void> {
    const endsAtMs = performance.now() + limitMs;
    while (!(await holds())) {
      if (performance.now() > endsAtMs) throw new Error(`Not ${what}:\n${this.logs.slice(-3_000)}`);
      await sleep(100);
    }
  }

  /** Resolves when the hub has heard for this much longer. */
  async heardFor(ms: number): Promise<void> {
    const untilMs = (await this.heardMs()) + ms;
    await this.until(`heard for ${ms} ms`, async () => (await this.heardMs()) >= untilMs, ms + 30_000);
  }

  async heardMs(): Promise<number> {
    return Number((await this.database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } })).heardMs);
  }

  /** Ends it. Throws if its processes have written one of its secrets. */
  async stop(): Promise<void> {
    await this.cleanUp();
    const leaked = [...this.parts.secrets, ...this.fleet.apiKeys].filter((secret) =>
      this.logs.includes(secret),
    );
    if (leaked.length > 0) throw new Error(`${leaked.length} secrets are in the logs of this hub`);
  }
}

function firstOf<Item>([first]: readonly Item[]): Item {
  if (first === undefined) throw new Error("this hub has none");
  return first;
}
