import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deriveKey } from "@/lib/db/secrets/derive-key";
import type { ChannelType } from "@/lib/notifications/messages/channel-type";
import { inForm } from "../support/claim";
import { EveryService } from "../support/every-service";
import { FaultyHub } from "../support/faulty-hub";

const KILLS = inForm({ short: 1, full: 20 });
const SECRET = "0123456789abcdef0123456789abcdef";
/** A kill hits some of the messages before their answer, some after it, and some while it is written down. */
const ANSWER_MS = 150;
const KILL_WITHIN_MS = 250;

let folder: string;
let services: EveryService;
let hub: FaultyHub;
let channels: Map<number, ChannelType>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lunasentri-services-"));
  services = await EveryService.start();
  services.manner = { kind: "accepts", afterMs: () => Math.random() * ANSWER_MS };
  const env = { ...services.settings(folder), LUNASENTRI_SECRET: SECRET };
  hub = await FaultyHub.start({ ingests: 0, env });
  channels = await services.addChannels(hub.fleet, deriveKey({ secret: SECRET, purpose: "seal" }));
});
afterAll(async () => {
  await hub.stop();
  await services.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Kills the worker soon after the first of the services has got a message, and starts it again. */
async function killWhileSending(): Promise<void> {
  await new Promise<void>((resolve) => {
    services.onTaken = () => resolve();
  });
  services.onTaken = () => undefined;
  await sleep(Math.random() * KILL_WITHIN_MS);
  await hub.worker.stop("SIGKILL");
  await hub.worker.start();
}

/** What was sent counts as long ago, so that no service's limits are waited for. */
async function forget(): Promise<void> {
  const longAgo = new Date(Date.now() - 3_600_000);
  const data = { startedAt: longAgo, finishedAt: longAgo };
  await hub.database.client.deliveryAttempt.updateMany({ data });
}

it("kill -9 while sending loses nothing and repeats at most one message per kill, whatever the service", async ({
  task,
}) => {
  const { client } = hub.database;
  const { machineId, keyId } = await hub.fleet.addMachine();
  await hub.fleet.report([keyId]);
  const copies = new Map<string, number[]>();
  for (let kill = 0; kill < KILLS; kill++) {
    const known = await client.delivery.count();
    services.taken.length = 0;
    const killed = killWhileSending();
    if (kill % 2 === 0) await hub.fleet.hear(10_000);
    else await hub.fleet.report([keyId]);
    await killed;
    // The hub's own webhook is one more.
    await hub.until("told", async () => (await client.delivery.count()) === known + channels.size + 1);
    await hub.toldAll(60_000, { isHurried: true });
    await forget();
    for (const { type, pace } of channels.values()) {
      // Programs may get the end of an incident by its key alone; people get nothing without the machine's name.
      const came = services.taken.filter(
        (taken) => taken.type === type && (pace === "each" || taken.body.includes("web-")),
      );
      copies.set(type, [...(copies.get(type) ?? []), came.length - 1]);
    }
  }
  const deliveries = await client.delivery.findMany({ where: { machineId }, orderBy: { id: "asc" } });
  const lost = deliveries.filter(({ state }) => String(state) !== "delivered");
  task.meta.claim = {
    tries: `${channels.size} types, ${KILLS} kills while sending to all of them, ${deliveries.length} events`,
    figure: `lost ${lost.length}, at most ${Math.max(...[...copies.values()].flat())} copies of a message for one kill`,
  };
  expect(lost).toEqual([]);
  const wrong = [...copies].filter(([, counts]) => counts.some((count) => count < 0 || count > 1));
  expect(wrong).toEqual([]);
});
