import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { database } from "@/lib/db/client";
import { createFirstAdmin } from "@/lib/people/auth/create-first-admin";
import { runNode } from "../../scripts/run.mjs";
import { HubSession } from "../../scripts/simulate/hub-session.mjs";
import { freePort } from "../../tests/support/free-port";
import { HubFront } from "../../tests/support/hub-front";
import { HubProcess } from "../../tests/support/hub-process";
import { WebhookReceiver } from "../../tests/support/webhook-receiver";
import { seedFleet } from "./seed-fleet";

export const ADMIN = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };

const SETTLE_LIMIT_MS = 120_000;

/** A separate hub, as built, with a fleet of which one machine in fifty is dark and its alert sent. */
export class DashboardHub {
  private constructor(
    readonly url: string,
    readonly session: HubSession,
    private readonly stopAll: () => Promise<void>,
  ) {}

  static async start(machines: number): Promise<DashboardHub> {
    const dataDir = await mkdtemp(path.join(tmpdir(), "lunasentri-bench-"));
    const port = await freePort();
    const own = {
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      PORT: String(port),
      WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8",
      LOG_LEVEL: "error",
    } as const;
    Object.assign(process.env, own);
    await runNode("dist/migrate.js");
    const db = await database();
    const { teamId } = await createFirstAdmin({ setup: ADMIN, now: new Date() });
    const { dark } = await seedFleet({ database: db, teamId, count: machines });
    const receiver = await WebhookReceiver.start();
    const front = new HubFront(process.env);
    const worker = new HubProcess("worker", process.env);
    await front.start();
    const url = `http://localhost:${port}`;
    const session = new HubSession(url);
    await session.signIn(ADMIN);
    await session.call("POST", "/api/v1/channels", { type: "webhook", name: "On call", url: receiver.url });
    await worker.start();
    await settled({ session, dark });
    return new DashboardHub(url, session, async () => {
      await Promise.all([front.stop(), worker.stop()]);
      await receiver.stop();
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    });
  }

  stop(): Promise<void> {
    return this.stopAll();
  }
}

async function settled({ session, dark }: { session: HubSession; dark: number }): Promise<void> {
  const limit = AbortSignal.timeout(SETTLE_LIMIT_MS);
  for (;;) {
    const { counts, offline_machines, health } = await session.call("GET", "/api/v1/overview");
    const isTold = (entry: { deliveries: { state: string }[] }) =>
      entry.deliveries.some(({ state }) => state === "delivered");
    if (health.status === "ok" && counts.offline === dark && offline_machines.every(isTold)) return;
    await sleep(250, undefined, { signal: limit });
  }
}
