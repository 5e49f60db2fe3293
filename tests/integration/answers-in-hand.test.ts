import { randomBytes } from "node:crypto";
import { copyFileSync } from "node:fs";
import path from "node:path";
import type { Agent } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, inject, onTestFinished } from "vitest";
import { type Database, openDatabase } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { LEASE_MS } from "@/lib/notifications/outbox/sending/lease";
import { lockDatabase } from "../support/broken-database";
import { DatabaseWay } from "../support/database-way";
import { it } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { claimWebhooks } from "../support/outbox";
import { hasSmallDisks, NO_SMALL_DISKS, SmallDisk } from "../support/small-disk";
import { sweepOnce } from "../support/sweep";
import { TelegramServer } from "../support/telegram";
import { pointTelegramAt } from "../support/telegram-access";
import { expectLogged } from "../support/watched-log";
import { WebhookReceiver } from "../support/webhook-receiver";

expectLogged(/Claiming failed/, /Delivery attempt could not be carried out/);

const SECRET = `whsec_${Buffer.from("an outbox test's thirty-two byte").toString("base64")}`;
const CHAT = -1001;
/** Longer than one transaction waits for a lock. */
const LOCKED_MS = 4_500;
const template = inject("template");
const sealKey = randomBytes(32);

let agent: Agent;
let receiver: WebhookReceiver;
let telegram: TelegramServer;

beforeAll(() => {
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
});
afterAll(() => agent.destroy());
it.beforeEach(async ({ database }) => {
  await database.client.lease.deleteMany();
  receiver = await WebhookReceiver.start();
  telegram = await TelegramServer.start();
  telegram.setChat(CHAT);
  pointTelegramAt({ apiUrl: telegram.url, tokenVariable: telegram.token });
});
afterEach(async () => {
  await receiver.stop();
  await telegram.stop();
});

const channels = {
  webhook: (fleet: Fleet) => fleet.addChannel({ url: receiver.url, secret: seal(SECRET, sealKey) }),
  telegram: (fleet: Fleet) =>
    fleet.addChannel({
      type: "telegram",
      config: JSON.stringify({ chat_id: CHAT, message_thread_id: null }),
    }),
};
const receivedCount = () => receiver.received.length + telegram.received.length;

const newOutbox = (database: Database, workerId: string) =>
  new Outbox({ database, agent, sealKey }, { url: null, workerId });

async function outage(fleet: Fleet): Promise<void> {
  const machine = await fleet.addMachine();
  await fleet.report([machine.keyId]);
  await fleet.hear(10_000);
  await sweepOnce(fleet.database);
}

/** A worker's database in which something happens once, between a receiver's answer and its being written. */
function interrupted(database: Database, happen: () => Promise<void>): Database {
  const { engine } = database;
  let hasHappened = false;
  return {
    ...database,
    engine: {
      ...engine,
      async openCommit(tx) {
        if (!hasHappened && receivedCount() > 0) {
          hasHappened = true;
          await happen();
        }
        return engine.openCommit(tx);
      },
    },
  };
}

/** Lets workers claim whatever they may until it is over. */
async function pumpUntil(outboxes: readonly Outbox[], isOver: () => Promise<boolean>): Promise<void> {
  const round = async () => {
    await Promise.allSettled(outboxes.map((outbox) => outbox.pump()));
    return isOver();
  };
  await expect.poll(round, { timeout: 20_000 }).toBe(true);
}

const isDelivered = async ({ client }: Database) =>
  (await client.delivery.count({ where: { state: "delivered" } })) > 0;

/** Locks every writer out, and lets every claim expire with that. */
const LOCK = {
  sqlite: "UPDATE deliveries SET lease_until = 1",
  postgresql: `DO $$ BEGIN LOCK TABLE deliveries, leases, hub_pulse IN EXCLUSIVE MODE;
    UPDATE deliveries SET lease_until = to_timestamp(0); END $$`,
};

describe("an answer that cannot be written", () => {
  it.for(["webhook", "telegram"] as const)(
    "while the database is locked until its claim has expired is not asked for again, whoever claims next: %s",
    async (type, { database, other, fleet, testDatabase }) => {
      const third = await openDatabase(testDatabase.databaseConfig, { synchronous: "NORMAL" });
      await channels[type](fleet);
      await outage(fleet);
      let release = async () => {};
      const mine = newOutbox(
        interrupted(database, async () => {
          release = await lockDatabase(third, LOCK[third.engine.kind]);
        }),
        "worker_mine",
      );
      const theirs = newOutbox(other, "worker_theirs");
      await mine.pump();
      await expect.poll(receivedCount).toBe(1);
      const lockedMs = performance.now();
      await pumpUntil([mine, theirs], async () => performance.now() - lockedMs > LOCKED_MS);
      await release();
      await database.client.lease.deleteMany();
      await pumpUntil([theirs, mine], () => isDelivered(database));
      await Promise.all([theirs.pump(), mine.pump()]);
      await Promise.all([mine.stop(), theirs.stop()]);
      await third.close();
      expect(receivedCount()).toBe(1);
      expect(await fleet.told()).toEqual(["machine.offline delivered"]);
      expect(await database.client.deliveryAttempt.findMany()).toMatchObject([{ isSuccess: true }]);
    },
  );

  if (template.kind === "postgresql")
    it("because the server is away is written when it is back", async ({
      database,
      other,
      fleet,
      testDatabase,
    }) => {
      if (testDatabase.databaseConfig.kind !== "postgresql") throw new Error("not on PostgreSQL");
      const way = await DatabaseWay.open(testDatabase.databaseConfig.url);
      const behind = await openDatabase({ kind: "postgresql", url: way.url }, { synchronous: "NORMAL" });
      await channels.webhook(fleet);
      await outage(fleet);
      const mine = newOutbox(
        interrupted(behind, () => way.refuse()),
        "worker_mine",
      );
      const theirs = newOutbox(other, "worker_theirs");
      // What else it writes may be what meets the server that is away.
      await mine.pump().catch(() => undefined);
      await expect.poll(receivedCount).toBe(1);
      const awayMs = performance.now();
      await pumpUntil([mine, theirs], async () => performance.now() - awayMs > 1_000);
      await way.mend();
      await pumpUntil([theirs, mine], () => isDelivered(database));
      await Promise.all([mine.stop(), theirs.stop()]);
      await behind.close();
      await way.close();
      expect(receivedCount()).toBe(1);
    });

  if (template.kind === "sqlite")
    it("because the disk is full is written when there is room", async ({ skip }) => {
      skip(!hasSmallDisks, NO_SMALL_DISKS);
      const disk = new SmallDisk(4);
      onTestFinished(() => disk.remove());
      const file = path.join(disk.folder, "lunasentri.db");
      if (template.kind !== "sqlite") throw new Error("not on SQLite");
      copyFileSync(template.file, file);
      const database = await openDatabase({ kind: "sqlite", file }, { synchronous: "NORMAL" });
      const fleet = await Fleet.create(database);
      await channels.webhook(fleet);
      await outage(fleet);
      // The log has no room of its own left, and grows with every write.
      await database.client.$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
      const happen = async () => disk.fill();
      const outbox = newOutbox(interrupted(database, happen), "worker_mine");
      await outbox.pump();
      await expect.poll(receivedCount).toBe(1);
      for (let round = 0; round < 5; round++) await outbox.pump().catch(() => undefined);
      disk.makeRoom();
      await pumpUntil([outbox], () => isDelivered(database));
      await outbox.stop();
      await database.close();
      expect(receivedCount()).toBe(1);
    });

  it("keeps its claim for as long as claims can be renewed", async ({ database, other, fleet }) => {
    await channels.webhook(fleet);
    await outage(fleet);
    const [claimed] = await claimWebhooks(database, { token: "mine", limit: 1 });
    const id = claimed?.id ?? 0n;
    const soon = new Date(Date.now() + 1_000);
    await database.client.delivery.updateMany({ data: { leaseUntil: soon } });
    const renew = (token: string) =>
      database.client.$transaction((tx) =>
        database.engine.renewClaims(tx, { held: [{ id, token }], leaseMs: LEASE_MS }),
      );
    await renew("somebody else's");
    expect(await database.client.delivery.findFirst()).toMatchObject({ leaseUntil: soon });
    await renew("mine");
    const { leaseUntil } = await database.client.delivery.findFirstOrThrow();
    expect(Number(leaseUntil) - Number(soon)).toBeGreaterThan(LEASE_MS / 2);
    expect(await claimWebhooks(other, { token: "theirs", limit: 1 })).toEqual([]);
  });
});
