import { expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { PROOF_OF_LIFE, type Sample } from "@/lib/heartbeat/report/parse";
import { insertSamples } from "@/lib/history/metrics/mutations";
import { readHistory } from "@/lib/history/metrics/read-history";
import { foldNext } from "@/lib/history/roll-ups/fold";
import { rollNext } from "@/lib/history/roll-ups/roll";
import { columnOf } from "@/lib/history/stored/column.fixture";
import { gather } from "@/lib/history/stored/points";
import { it } from "../support/fixtures";
import { prune } from "../support/prune";
import { makeSample } from "../support/sample";

const HOUR_MS = 3_600_000;
const T0 = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 8 * HOUR_MS;
const SPAN = { fromMs: T0, toMs: T0 + 6 * HOUR_MS };
let turns = 0;
/** To the worker everything is due at every turn, and hours are over: its clock runs fast. */
const due = () => new Date(Date.now() + ++turns * HOUR_MS);

const random = Math.random;
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

class GivenUp extends Error {}

/** What was committed: of each machine and time the value that was received last. */
type Ledger = Map<number, Map<number, number>>;

/** Stores some samples as a group commit does, slowly, and gives up now and then. */
async function insertSome({
  database,
  machines,
  ledger,
  next,
}: {
  database: Database;
  machines: readonly number[];
  ledger: Ledger;
  next: () => number;
}): Promise<void> {
  const chosen = [...new Set([oneOf(machines), oneOf(machines), oneOf(machines)])].sort((a, b) => a - b);
  const taken: [machineId: number, sample: Sample, value: number][] = [];
  try {
    await transaction(async (tx) => {
      taken.length = 0;
      await database.engine.openCommit(tx);
      await database.engine.lockMachines(tx, chosen);
      for (const machineId of chosen) {
        const count = 1 + Math.floor(random() * 6);
        const samples = Array.from({ length: count }, () => {
          // A quarter is late, and with so few moments some are sent twice.
          const isLate = random() < 0.25;
          const s = isLate
            ? Math.floor(random() * 6 * 360) * 10
            : 5 * 3_600 + Math.floor(random() * 360) * 10;
          const value = next();
          const figures = { load1: value, net_rx_bytes: s * 1_000, uptime_s: 1_000_000 + s };
          const sample = makeSample(figures, T0 + s * 1_000, "boot");
          taken.push([machineId, sample, value]);
          return sample;
        });
        await insertSamples({
          tx,
          engine: database.engine,
          batches: [{ row: { machineId }, reports: [{ ...PROOF_OF_LIFE, backlog: samples }] }],
          nowMs: Date.now(),
        });
        // It dawdles: others run meanwhile.
        for (let turn = Math.floor(random() * 4); turn > 0; turn--) await tx.hubPulse.findFirst();
      }
      if (random() < 0.05) throw new GivenUp();
    }, database);
  } catch (error) {
    if (error instanceof GivenUp) return;
    throw error;
  }
  for (const [machineId, sample, value] of taken) {
    const known = ledger.get(machineId);
    const before = known?.get(sample.sampledAtMs) ?? 0;
    // Values grow in the order in which the machine was locked, and so in the order of its ids.
    known?.set(sample.sampledAtMs, Math.max(before, value));
  }
}

it("loses no sample and makes none wrong while samples come and several workers fold, roll up and prune", {
  timeout: 120_000,
}, async ({ database, other, fleet }) => {
  const machines = (await fleet.addMachines(5)).map(({ machineId }) => machineId);
  const ledger: Ledger = new Map(machines.map((id) => [id, new Map()]));
  let value = 0;
  const next = () => ++value / 100;
  let isOver = false;
  const lost = { folds: 0, rolls: 0 };
  // Transactions one right after the other would leave SQLite to nobody else: each waits for a turn of the worker.
  let waiting: (() => void)[] = [];
  const workersTurn = () => new Promise<void>((resolve) => waiting.push(resolve));
  const until = async (run: (on: Database) => Promise<unknown>, on: Database) => {
    while (!isOver) {
      await run(on);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const fold = async (on: Database) => {
    if (!(await foldNext({ database: on, now: due() })).isWritten) lost.folds++;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  const roll = async (on: Database) => {
    if (!(await rollNext({ database: on, now: due() })).isWritten) lost.rolls++;
  };
  const workers = [
    ...[other, other, other].map((on) => until(fold, on)),
    ...[other, other].map((on) => until(roll, on)),
    until((on) => prune(on), other),
  ];
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (let turn = 0; turn < 60; turn++) {
        await insertSome({ database, machines, ledger, next });
        await workersTurn();
      }
    }),
  );
  isOver = true;
  await Promise.all(workers);
  let left = 1;
  while (left > 0) {
    const later = due();
    const { machines: folded } = await foldNext({ database, now: later });
    left =
      (await database.client.history.count({ where: { isDirty: true } })) + (await countUnfolded(database));
    if (folded > 0 || left > 0) await rollNext({ database, now: later });
  }
  await prune(database);
  expect(await database.client.sample.count()).toBe(0);

  let count = 0;
  for (const machineId of machines) {
    const expected = [...(ledger.get(machineId) ?? [])].sort(([one], [two]) => one - two);
    count += expected.length;
    const asked = { database, machineId, ...SPAN, series: ["load1", "net_rx_rate"] };
    const { points } = await readHistory({ ...asked, resolution: "raw" });
    expect(points.atMs.map((at, row) => [at, points.series.get("load1")?.avg[row]])).toEqual(expected);

    const loads = expected.map(([, load]) => load);
    const own = columnOf(loads);
    const brute = gather(
      [
        {
          atMs: expected.map(([at]) => Math.floor(at / 300_000) * 300_000),
          n: loads.map(() => 1),
          series: new Map([["load1", { min: own, avg: own, max: own }]]),
        },
      ],
      300_000,
    );
    const fine = (await readHistory({ ...asked, resolution: "5m" })).points;
    expect(fine.atMs).toEqual(brute.atMs);
    expect(fine.n).toEqual(brute.n);
    const averages = fine.series.get("load1")?.avg ?? [];
    for (const [row, each] of (brute.series.get("load1")?.avg ?? []).entries())
      expect(averages[row]).toBeCloseTo(each ?? 0, 1);
    for (const rate of fine.series.get("net_rx_rate")?.max ?? [])
      if (!Number.isNaN(rate)) expect(Math.abs(rate - 1_000)).toBeLessThan(6);
    const hourly = (await readHistory({ ...asked, resolution: "1h" })).points;
    expect(hourly.n.reduce((sum, n) => sum + n, 0)).toBe(expected.length);
  }
  expect(count).toBeGreaterThan(300);
  expect(turns).toBeGreaterThan(100);
  // They did meet; on SQLite one connection does one thing at a time.
  if (database.engine.kind === "postgresql") expect(lost.folds + lost.rolls).toBeGreaterThan(0);
});

async function countUnfolded({ client }: Database): Promise<number> {
  const [row] = await client.$queryRaw<{ count: bigint | number }[]>`
    SELECT count(*) AS count FROM samples s JOIN history_marks m ON m.machine_id = s.machine_id AND m.folded_id < s.id`;
  return Number(row?.count ?? 0);
}

it("lets the samples of one machine become visible in the order of their ids", async ({
  database,
  other,
  fleet,
}) => {
  const { machineId, keyId } = await fleet.addMachine();
  let commit = () => {};
  let inserted = () => {};
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const hasInserted = new Promise<void>((resolve) => {
    inserted = resolve;
  });
  const first = transaction(async (tx) => {
    await database.engine.openCommit(tx);
    await database.engine.lockReporters(tx, [keyId]);
    await insertSamples({
      tx,
      engine: database.engine,
      batches: [
        { row: { machineId }, reports: [{ ...PROOF_OF_LIFE, sample: makeSample({ load1: 1 }, T0) }] },
      ],
      nowMs: Date.now(),
    });
    inserted();
    await mayCommit;
  }, database);
  await hasInserted;
  let isSecondDone = false;
  const second = fleet
    .beside(other)
    .report([keyId], { ...PROOF_OF_LIFE, sample: makeSample({ load1: 2 }, T0 + 1_000) })
    .then(() => {
      isSecondDone = true;
    });
  for (let look = 0; look < 20; look++) expect(await other.client.sample.count()).toBe(0);
  expect(isSecondDone).toBe(false);
  commit();
  await Promise.all([first, second]);
  const rows = await other.client.sample.findMany({ orderBy: { id: "asc" } });
  expect(rows.map(({ load1 }) => load1)).toEqual([1, 2]);
});
