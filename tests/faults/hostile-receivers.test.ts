import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Agent } from "undici";
import { afterAll, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { inForm } from "../support/claim";
import { it } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { LONE_WORKER } from "../support/outbox";
import { sweepOnce } from "../support/sweep";
import { type Answer, WebhookReceiver } from "../support/webhook-receiver";

const MACHINES = 25;
const ROUNDS = inForm({ short: 1, full: 20 });
const MAX_GROWTH_MB = 30;
/** Only this address may be contacted; any other connection hits the canary. */
const RECEIVERS = "127.0.0.77";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

let database: Database;
let agent: Agent;
let canary: Server;
let canaryHits = 0;
let receivers: WebhookReceiver[];

it.beforeAll(async ({ database: own }) => {
  database = own;
  agent = guardedAgent({ allow: [`${RECEIVERS}/32`] });
  canary = createServer((_, response) => {
    canaryHits += 1;
    response.end();
  }).listen(0, "::");
  await once(canary, "listening");
  receivers = [];
});
afterAll(async () => {
  await agent.destroy();
  for (const receiver of receivers) await receiver.stop();
  canary.close();
  canary.closeAllConnections();
});

/** Memory in use that is still reachable, in megabytes. */
async function reachableMb(): Promise<number> {
  // Sockets release their buffers a turn or two after they are closed.
  for (let turn = 0; turn < 5; turn++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

it("hostile receivers neither fill the memory nor redirect the hub", async ({ task }) => {
  const port = (canary.address() as AddressInfo).port;
  const elsewhere = `http://127.0.0.1:${port}/`;
  const redirect = (status: number, location: string): Answer => ({
    kind: "status",
    status,
    headers: { location },
  });
  const answers: Answer[] = [
    { kind: "hang" },
    { kind: "reset" },
    { kind: "endless" },
    { kind: "status", status: 500, body: "x".repeat(1_000_000) },
    { kind: "status", status: 429, headers: { "retry-after": "1" } },
    ...[301, 302, 307, 308].map((status) => redirect(status, elsewhere)),
    redirect(307, `http://[::ffff:127.0.0.1]:${port}/`),
  ];
  const sealKey = randomBytes(32);
  const fleet = await Fleet.create(database);
  const secret = seal("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", sealKey);
  for (const answer of answers) {
    const receiver = await WebhookReceiver.start({ host: RECEIVERS });
    receiver.answer(answer);
    receivers.push(receiver);
    await fleet.addChannel({ url: receiver.url, secret });
  }
  for (const host of [
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "[::1]",
    "0.0.0.0",
    "[::ffff:7f00:1]",
    "localhost",
  ])
    await fleet.addChannel({ url: `http://${host}:${port}/`, secret });
  const machines = await fleet.addMachines(MACHINES);
  await fleet.report(machines.map(({ keyId }) => keyId));
  await fleet.hear(10_000);
  await sweepOnce(database);
  const sendAll = async () => {
    // A worker that knows no failures yet: its breakers let every destination be tried.
    const outbox = new Outbox({ database, agent, sealKey }, LONE_WORKER);
    await database.client.delivery.updateMany({
      where: { state: "pending" },
      data: { nextAttemptAt: new Date(0) },
    });
    await outbox.pump();
    await outbox.stop();
    for (const receiver of receivers) receiver.received.length = 0;
  };
  // The first round loads and warms what is needed anyway.
  await sendAll();
  const before = await reachableMb();
  for (let round = 1; round < ROUNDS; round++) await sendAll();
  const growth = (await reachableMb()) - before;
  const attempts = await database.client.deliveryAttempt.count();
  task.meta.claim = {
    tries: `${attempts} attempts at ${answers.length} hostile receivers and 7 forbidden addresses`,
    figure: `growth ${growth.toFixed(1)} MB, canary hits ${canaryHits}`,
  };
  expect(growth).toBeLessThan(MAX_GROWTH_MB);
  expect(canaryHits).toBe(0);
  expect(attempts).toBeGreaterThanOrEqual(ROUNDS * answers.length);
});
