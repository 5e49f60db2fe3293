import { afterAll, beforeAll, expect, it } from "vitest";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";
import { quantile, seconds } from "../support/figures";
import { ManyReceivers } from "../support/many-receivers";

const RECEIVERS = 500;
const HANGING = 100;
const ROUNDS = inForm({ short: 1, full: 5 });
const MAX_ADDED_MS = inForm({ short: Number.POSITIVE_INFINITY, full: 1_000 });

let receivers: ManyReceivers;
let hub: FaultyHub;
beforeAll(async () => {
  receivers = await ManyReceivers.start(RECEIVERS);
  hub = await FaultyHub.start({ ingests: 0 });
  for (const url of receivers.urls) await hub.addWebhook(url);
});
afterAll(async () => {
  await hub.stop();
  await receivers.stop();
});

/** Makes a machine go silent; returns how long after the first of the answering receivers 99 % of them were notified. */
async function outage(): Promise<number> {
  const [machine] = await hub.fleet.addMachines(1);
  if (machine === undefined) throw new Error("no machine was added");
  await hub.fleet.report([machine.keyId]);
  receivers.forget();
  await hub.fleet.hear(10_000);
  await hub.until("told", async () => receivers.answeredAtMs.length === receivers.answering, 60_000);
  const firstMs = Math.min(...receivers.answeredAtMs);
  return quantile(receivers.answeredAtMs, 0.99) - firstMs;
}

it("a hundred hanging receivers of five hundred delay none of the others", async ({ task }) => {
  // A worker that knows no receiver yet, and then one that does.
  const usual: number[] = [];
  const hung: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    receivers.hang(0);
    usual.push(await outage(), await outage());
    await hub.toldAll();
    receivers.hang(HANGING);
    // The second one while the attempts of the first still hang.
    hung.push(await outage(), await outage());
    receivers.hang(0);
    await hub.toldAll();
  }
  const addedMs = Math.max(...hung) - Math.max(...usual);
  task.meta.claim = {
    tries: `${RECEIVERS} receivers, ${HANGING} of them hang, ${hung.length} outages`,
    figure: `p99 of the others ${seconds(Math.max(...hung))}, without them ${seconds(Math.max(...usual))}: added ${seconds(addedMs)}`,
  };
  expect(addedMs).toBeLessThanOrEqual(MAX_ADDED_MS);
});
