import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Lease } from "@/lib/db/leases/lease";
import { hashAgentKey, makeAgentKey } from "@/lib/machines/agent-key";
import { makeEnrollToken } from "@/lib/machines/enroll-token";
import { retentionJob } from "@/worker/jobs/retention";
import { Fleet } from "../support/fleet";
import { TestHub } from "../support/hub";
import { KEEP, prune as pruneAll } from "../support/prune";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RETENTION_MS = KEEP.samplesMs;

let hub: TestHub;
let machineId: number;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.team.deleteMany();
  const [machine] = await (await Fleet.create(hub.database)).addMachines(1);
  machineId = machine?.machineId ?? 0;
});
afterAll(() => hub.close());

const ago = (ms: number) => new Date(Date.now() - ms);
const countSamples = () => hub.database.client.sample.count();

function addSamples({ count, ageMs }: { count: number; ageMs: number }) {
  const at = ago(ageMs);
  return hub.database.client.sample.createMany({
    data: Array.from({ length: count }, () => ({ machineId, receivedAt: at, sampledAt: at, cpuPct: 1 })),
  });
}
const prune = async () => (await pruneAll(hub.database)).samples ?? 0;

it("deletes outdated samples, and stops at the first one to keep", async () => {
  await addSamples({ count: 1_200, ageMs: RETENTION_MS + 1 });
  await addSamples({ count: 700, ageMs: RETENTION_MS - HOUR_MS });
  expect(await prune()).toBe(1_200);
  expect(await countSamples()).toBe(700);
});

it("keeps what was received recently, however long ago it was measured", async () => {
  const data = { machineId, receivedAt: new Date(), sampledAt: ago(RETENTION_MS), cpuPct: 1 };
  await hub.database.client.sample.create({ data });
  expect(await prune()).toBe(0);
});

it("is not held up by samples from a day when the clock was ahead", async () => {
  await addSamples({ count: 500, ageMs: -30 * DAY_MS });
  await addSamples({ count: 10, ageMs: RETENTION_MS });
  await addSamples({ count: 5, ageMs: 0 });
  expect(await prune()).toBe(510);
  expect(await countSamples()).toBe(5);
});

it("is done in one go by one worker or two, and then not for a while", async () => {
  await addSamples({ count: 200, ageMs: RETENTION_MS });
  const make = (owner: string) => {
    const lease = new Lease({ database: hub.database, name: "retention", owner });
    return retentionJob({ database: hub.database, lease, keep: KEEP });
  };
  const [job, other] = [make("one"), make("other")];
  await Promise.all([job.run(), other.run()]);
  expect(await countSamples()).toBe(0);
  await addSamples({ count: 1, ageMs: RETENTION_MS });
  await job.run();
  expect(await countSamples()).toBe(1);
});

it("deletes ended tokens, keys, processes and sessions, and no others", async () => {
  const { client } = hub.database;
  const person = await hub.addPerson();
  const gone = await hub.addPerson();
  await client.session.updateMany({ where: { userId: gone.userId }, data: { expiresAt: new Date() } });
  const keyData = (data: { expiresAt?: Date; revokedAt?: Date }) => ({
    machineId,
    hash: hashAgentKey(makeAgentKey()),
    hint: "lsk_",
    createdAt: ago(30 * DAY_MS),
    ...data,
  });
  await client.agentKey.createMany({
    data: [
      keyData({ expiresAt: ago(8 * DAY_MS) }),
      keyData({ revokedAt: ago(8 * DAY_MS) }),
      keyData({ expiresAt: ago(6 * DAY_MS) }),
      keyData({ revokedAt: ago(6 * DAY_MS) }),
      keyData({ expiresAt: ago(-DAY_MS) }),
    ],
  });
  for (const ageMs of [DAY_MS + 2 * HOUR_MS, HOUR_MS / 2, 12 * HOUR_MS]) {
    await client.enrollToken.create({ data: { ...makeEnrollToken(ago(ageMs)).stored, machineId } });
  }
  const processes = [ago(DAY_MS + HOUR_MS), ago(HOUR_MS)];
  for (const at of processes) {
    await client.webProcess.create({
      data: { id: randomUUID(), startedAt: at, pulsedAt: at, pulseHeardMs: 0 },
    });
    await client.workerBeat.create({ data: { id: randomUUID(), startedAt: at, lastScanAt: at } });
  }
  expect(await pruneAll(hub.database)).toEqual({
    sessions: 1,
    agent_keys: 2,
    enroll_tokens: 1,
    web_processes: 1,
    worker_beats: 1,
  });
  // The machine's own key is among them.
  expect(await client.agentKey.count()).toBe(4);
  expect(await client.enrollToken.count()).toBe(2);
  expect(await client.webProcess.count()).toBe(1);
  expect(await client.workerBeat.count()).toBe(1);
  expect((await client.session.findMany()).map(({ id }) => id)).toEqual([person.sessionId]);
});
