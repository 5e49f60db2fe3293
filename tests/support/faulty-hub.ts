import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Database, openDatabase } from "@/lib/db/client";
import { deriveKey } from "@/lib/secrets/derive-key";
import { seal } from "@/lib/secrets/seal";
import { createTestDatabase } from "./database";
import { Fleet } from "./fleet";
import { freePort } from "./free-port";
import { HubProcess } from "./hub-process";
import { WebhookReceiver } from "./webhook-receiver";

/** The product's two processes on a database of their own, to be frozen and killed, with a receiver of what they tell. */
export class FaultyHub {
  private constructor(
    readonly url: string,
    readonly web: HubProcess,
    readonly worker: HubProcess,
    readonly receiver: WebhookReceiver,
    readonly fleet: Fleet,
    readonly database: Database,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async start(): Promise<FaultyHub> {
    const testDatabase = await createTestDatabase();
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-faults-"));
    const port = await freePort();
    const secret = randomBytes(32).toString("hex");
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...testDatabase.env,
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      HOST: "127.0.0.1",
      PORT: String(port),
      LUNASENTRI_SECRET: secret,
      WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8",
      LOG_LEVEL: "info",
    };
    const database = await openDatabase(testDatabase.databaseConfig, { synchronous: "NORMAL" });
    const receiver = await WebhookReceiver.start();
    const fleet = await Fleet.create(database);
    const sealKey = deriveKey({ secret, purpose: "seal" });
    await fleet.addChannel({ url: receiver.url, secret: seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey) });
    const web = new HubProcess("web", env);
    const worker = new HubProcess("worker", env);
    await Promise.all([web.start(), worker.start()]);
    return new FaultyHub(`http://127.0.0.1:${port}`, web, worker, receiver, fleet, database, async () => {
      await Promise.all([web.stop("SIGKILL"), worker.stop("SIGKILL")]);
      await receiver.stop();
      await database.close();
      await testDatabase.drop();
      await rm(dataDir, { recursive: true, force: true });
    });
  }

  /** What was told of a machine, in the order of arrival. */
  toldOf(machineId: number): string[] {
    return this.receiver.received.flatMap(({ body }) => {
      const { event, machine } = body as { event: string; machine?: { id: number } };
      return machine?.id === machineId ? [event] : [];
    });
  }

  /** Resolves when so many deliveries are written down as delivered. */
  async delivered(count: number): Promise<void> {
    const limitMs = performance.now() + 30_000;
    while ((await this.database.client.delivery.count({ where: { state: "delivered" } })) < count) {
      if (performance.now() > limitMs) throw new Error(`Not delivered:\n${this.worker.logs.slice(-2_000)}`);
      await sleep(50);
    }
  }

  /** Resolves when the hub has heard for so much longer. */
  async heardFor(ms: number): Promise<void> {
    const heard = async () =>
      Number((await this.database.client.hubPulse.findUniqueOrThrow({ where: { id: 1 } })).heardMs);
    const untilMs = (await heard()) + ms;
    const limitMs = performance.now() + ms + 30_000;
    while ((await heard()) < untilMs) {
      if (performance.now() > limitMs)
        throw new Error(`The hub did not hear for ${ms} ms:\n${this.web.logs.slice(-2_000)}`);
      await sleep(100);
    }
  }

  stop(): Promise<void> {
    return this.cleanUp();
  }
}
