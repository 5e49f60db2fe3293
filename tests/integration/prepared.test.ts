import { describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { preparedTransaction } from "@/lib/db/transaction";
import { commitReports } from "@/lib/detection/ingest/commit-reports";
import { PROOF_OF_LIFE, type Report } from "@/lib/heartbeat/report/parse";
import { it } from "../support/fixtures";
import { makeSample } from "../support/sample";

type Tx = Parameters<Database["engine"]["touchKeys"]>[0];

/** A statement that leaves a trace: it notes when a key was used. */
const touching =
  ({ engine }: Database, keyId: number) =>
  (tx: Tx, nowMs: number) =>
    engine.touchKeys(tx, { keyIds: [keyId], nowMs });

async function lastUsedMs({ client }: Database, keyId: number): Promise<number | null> {
  const { lastUsedAt } = await client.agentKey.findUniqueOrThrow({ where: { id: keyId } });
  return lastUsedAt?.getTime() ?? null;
}

describe("a transaction without Prisma", () => {
  it("commits statements that nobody has waited for", async ({ database, fleet }) => {
    const { keyId } = await fleet.addMachine();
    const touch = touching(database, keyId);
    const value = await preparedTransaction(
      async (tx) => ({ value: "done", written: [touch(tx, 1_000), touch(tx, 2_000)] }),
      database,
    );
    expect(value).toBe("done");
    expect(await lastUsedMs(database, keyId)).toBe(2_000);
  });

  it("whose work returns null writes nothing", async ({ database, fleet }) => {
    const { keyId } = await fleet.addMachine();
    const value = await preparedTransaction(async (tx) => {
      await touching(database, keyId)(tx, 1_000);
      return null;
    }, database);
    expect(value).toBeNull();
    expect(await lastUsedMs(database, keyId)).toBeNull();
  });

  it.for([
    ["a statement that nobody has waited for", false],
    ["one that the work has waited for", true],
  ] as const)(
    "writes nothing if %s fails, and the next one works",
    async ([, isAwaited], { database, fleet }) => {
      const { keyId } = await fleet.addMachine();
      const touch = touching(database, keyId);
      const failed = preparedTransaction(async (tx) => {
        const good = touch(tx, 1_000);
        const bad = tx.$executeRawUnsafe("INSERT INTO agent_keys (id) VALUES (NULL)");
        if (isAwaited) await Promise.all([good, bad]);
        return { value: null, written: [good, bad, touch(tx, 2_000)] };
      }, database);
      await expect(failed).rejects.toThrow(/constraint/i);
      expect(await lastUsedMs(database, keyId)).toBeNull();
      await preparedTransaction(async (tx) => ({ value: null, written: [touch(tx, 3_000)] }), database);
      expect(await lastUsedMs(database, keyId)).toBe(3_000);
    },
  );

  it("does not mix with what runs beside it", async ({ database, fleet }) => {
    const { keyId } = await fleet.addMachine();
    const { client } = database;
    let beside: Promise<unknown> = Promise.resolve();
    const rolledBack = preparedTransaction(async (tx) => {
      await touching(database, keyId)(tx, 1_000);
      beside = client.team.create({ data: { name: "Beside", createdAt: new Date() } });
      await new Promise((resolve) => setImmediate(resolve));
      return null;
    }, database);
    await rolledBack;
    await beside;
    expect(await client.team.count({ where: { name: "Beside" } })).toBe(1);
  });
});

describe("a report", () => {
  const full: Report = {
    ...PROOF_OF_LIFE,
    sample: makeSample({ cpu_pct: 12.5, net_rx_bytes: 9.2e18, uptime_s: 86_410, load1: 0.1 }),
    backlog: [makeSample({ cpu_pct: 1 })],
    systemInfo: { hostname: "web-01", cpu_cores: 4 },
    reportIntervalMs: 10_000,
    agentVersion: "2.0.0",
    bootId: "5f9c",
    goodbye: { reason: "reboot", back_in_s: 60 },
    clockOffsetMs: -3_600_000,
    refusal: { status: null, message: 'cpu_pct must be 0 to 100. "ä"' },
  };

  it.for([
    ["with everything", full],
    ["that only proves life", PROOF_OF_LIFE],
  ] as const)(
    "%s means the same to the short way and to the way beside a pulse",
    async ([, report], { database, fleet }) => {
      const [one, other] = await fleet.addMachines(2);
      if (one === undefined || other === undefined) throw new Error("no machine was added");
      const given = { database, hearing: fleet.hearing, policy: { offlineAfterMs: 10_000, flapWindowMs: 0 } };
      const send = (keyId: number, withPulse: boolean) =>
        commitReports({ ...given, items: [{ keyId, report }], withPulse });
      await send(one.keyId, true);
      await send(other.keyId, true);
      for (let times = 0; times < 2; times++) {
        expect((await send(one.keyId, false)).outcomes).toEqual(["accepted"]);
        expect((await send(other.keyId, true)).outcomes).toEqual(["accepted"]);
      }
      const rowOf = async (id: number) => {
        const machine = await database.client.machine.findUniqueOrThrow({
          where: { id },
          omit: {
            id: true,
            name: true,
            lastSeenAt: true,
            heardAt: true,
            deadline: true,
            goodbye: true,
            refusal: true,
          },
        });
        const samples = await database.client.sample.findMany({
          where: { machineId: id },
          omit: { id: true, machineId: true, receivedAt: true },
          orderBy: { id: "asc" },
        });
        return { machine, samples };
      };
      const row = await rowOf(one.machineId);
      expect(row).toEqual(await rowOf(other.machineId));
      expect(row.machine.status).toBe("online");
      expect(row.samples).toHaveLength(report === full ? 6 : 0);
    },
  );
});
