import { afterAll, beforeAll, expect, it } from "vitest";
import { LEASE_MS } from "@/lib/notifications/outbox/sending/lease";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";
import { Ledger } from "../support/ledger";

const WORKERS = 4;
const { machines: MACHINES, channels: CHANNELS } = inForm({
  short: { machines: 100, channels: 15 },
  full: { machines: 200, channels: 50 },
});

let hub: FaultyHub;
beforeAll(async () => {
  hub = await FaultyHub.start({ ingests: 0, workers: WORKERS });
});
afterAll(() => hub.stop());

it("four workers claim no delivery twice", async ({ task }) => {
  for (let channel = 1; channel < CHANNELS; channel++) await hub.addWebhook();
  const machines = await hub.fleet.addMachines(MACHINES);
  await hub.fleet.report(machines.map(({ keyId }) => keyId));
  // All of them are due at once, and every worker checks.
  await hub.fleet.hear(10_000);
  await hub.delivered(MACHINES * CHANNELS, inForm({ short: 60_000, full: 600_000 }));
  const { client } = hub.database;
  const again = await client.delivery.findMany({ where: { attemptCount: { gt: 1 } } });
  // A claim that has expired may be followed by another one.
  const claimedAgain = again.filter(
    ({ createdAt, finishedAt }) => Number(finishedAt) - Number(createdAt) < LEASE_MS,
  ).length;
  const arrivals = new Ledger(hub).told.map(({ webhookId }) => webhookId);
  const copies = arrivals.length - new Set(arrivals).size;
  const incidents = await client.incident.count();
  task.meta.claim = {
    tries: `${arrivals.length} deliveries by ${WORKERS} workers`,
    figure: `double claims ${claimedAgain} (run out ${again.length - claimedAgain}), copies ${copies}, doubled outages ${incidents - MACHINES}`,
  };
  expect({ claimedAgain, copies, incidents }).toEqual({ claimedAgain: 0, copies: 0, incidents: MACHINES });
  expect(arrivals.length).toBe(MACHINES * CHANNELS);
});
