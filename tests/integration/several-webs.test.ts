import fc from "fast-check";
import { expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { MAX_PULSE_GAP_MS } from "@/lib/heartbeat/constants";
import type { LastPulse } from "@/lib/heartbeat/pulse";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { sweepOnce } from "../support/sweep";

type Web = ReturnType<Fleet["beside"]>;
type Sent = { atMs: number; countsFromMs: number };

const NOTHING = { refusedCount: 0, databaseFailures: 0, listenerFailures: 0, freezes: 0 };
const THRESHOLD_MS = 5_000;

/** Several ingest processes on one database, for which time can be made to pass. */
class Webs {
  private passedMs = 0;
  private readonly all: Web[] = [];

  private constructor(
    private readonly fleet: Fleet,
    private readonly machine: { machineId: number; keyId: number },
  ) {}

  static async open(fleet: Fleet): Promise<Webs> {
    const { client } = fleet.database;
    await client.webProcess.deleteMany();
    await client.blindInterval.deleteMany();
    await client.hubPulse.update({
      where: { id: 1 },
      data: { heardMs: 0, blindEndedHeardMs: 0, pulsedAt: null },
    });
    return new Webs(fleet, await fleet.addMachine({ offlineAfterMs: THRESHOLD_MS }));
  }

  /** An ingest process that has just started. */
  start(): Web {
    const web = this.fleet.beside(this.fleet.database);
    this.all.push(web);
    return web;
  }

  private get nowMs(): number {
    return performance.now() + this.passedMs;
  }

  /** Lets this much time pass, on every clock. */
  async pass(ms: number): Promise<void> {
    const { client } = this.fleet.database;
    this.passedMs += ms;
    for (const { hearing } of this.all) {
      if (hearing.previous === null) continue;
      const { monotonicMs, wallMs, hubNowMs, ...heard } = hearing.previous;
      const earlier: LastPulse = {
        ...heard,
        monotonicMs: monotonicMs - ms,
        wallMs: wallMs - ms,
        hubNowMs: hubNowMs - ms,
      };
      hearing.remember(earlier, NOTHING);
    }
    for (const { id, pulsedAt } of await client.webProcess.findMany())
      await client.webProcess.update({ where: { id }, data: { pulsedAt: new Date(Number(pulsedAt) - ms) } });
    const { pulsedAt } = await client.hubPulse.findUniqueOrThrow({ where: { id: 1 } });
    if (pulsedAt !== null)
      await client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt: new Date(Number(pulsedAt) - ms) } });
  }

  async heardMs(): Promise<number> {
    const { engine, client } = this.fleet.database;
    return (await engine.readHub(client)).heardMs;
  }

  /** Reports through an ingest process: when that began, and the heard time that the report counts from. */
  async report(web: Web): Promise<Sent> {
    const atMs = this.nowMs;
    await web.report([this.machine.keyId]);
    const { heardAt } = await this.fleet.database.client.machine.findUniqueOrThrow({
      where: { id: this.machine.machineId },
    });
    return { atMs, countsFromMs: Number(heardAt) };
  }

  /** How much sooner than in real time the silence since that report has been heard. */
  async earlyMs({ atMs, countsFromMs }: Sent): Promise<number> {
    return (await this.heardMs()) - countsFromMs - (this.nowMs - atMs);
  }

  /** How far ahead of heard time that report counts from; called right after it. */
  async lateMs({ atMs, countsFromMs }: Sent): Promise<number> {
    return countsFromMs - (await this.heardMs()) - (this.nowMs - atMs);
  }
}

it.for([
  ["that has just started, and has no pulse yet", async () => {}],
  ["whose first pulse claimed nothing, beside one that hears", (web: Web) => web.pulse()],
] as const)("an ingest process %s sets no deadline early", async ([, begin], { fleet }) => {
  const webs = await Webs.open(fleet);
  const hearing = webs.start();
  await hearing.pulse();
  // The hearing one will claim this with its next pulse, and nobody can read it in the hub's row.
  await webs.pass(1_900);
  const starting = webs.start();
  await begin(starting);
  const sent = await webs.report(starting);
  await hearing.pulse();
  expect(await webs.heardMs()).toBeGreaterThanOrEqual(1_900);
  expect(await webs.earlyMs(sent)).toBeLessThanOrEqual(0);
});

it("an ingest process whose own pulse is too old sets no deadline early", async ({ fleet }) => {
  const webs = await Webs.open(fleet);
  const [old, hearing] = [webs.start(), webs.start()];
  await old.pulse();
  for (let i = 0; i < 4; i++) {
    await hearing.pulse();
    await webs.pass(1_900);
  }
  const sent = await webs.report(old);
  await hearing.pulse();
  expect(await webs.earlyMs(sent)).toBeLessThanOrEqual(0);
});

it("an ingest process that signed off leaves nothing behind that would delay a deadline", async ({
  fleet,
}) => {
  const webs = await Webs.open(fleet);
  const [leaving, staying] = [webs.start(), webs.start()];
  await leaving.pulse();
  await staying.pulse();
  await fleet.database.client.webProcess.updateMany({
    where: { id: leaving.hearing.webId },
    data: { endedAt: new Date() },
  });
  await webs.pass(1_000);
  const starting = webs.start();
  const sent = await webs.report(starting);
  // No more than what the staying one may claim.
  expect(await webs.lateMs(sent)).toBeLessThan(MAX_PULSE_GAP_MS / 2);
});

const steps = fc.array(
  fc.record({
    web: fc.nat(2),
    passedMs: fc.oneof({ weight: 8, arbitrary: fc.nat(700) }, { weight: 1, arbitrary: fc.nat(6_000) }),
    what: fc.constantFrom("pulse" as const, "report" as const, "restart" as const),
  }),
  { minLength: 30, maxLength: 30 },
);

it("three ingest processes that start, stop and pulse out of step set no deadline early, and none more than three seconds late", async ({
  fleet,
}) => {
  const property = fc.asyncProperty(steps, async (list) => {
    const webs = await Webs.open(fleet);
    const running = [webs.start(), webs.start(), webs.start()];
    let latest: Sent | null = null;
    for (const { web, passedMs, what } of list) {
      await webs.pass(passedMs);
      if (what === "restart") running[web] = webs.start();
      if (what === "pulse") await running[web]?.pulse();
      if (what === "report" && running[web] !== undefined) {
        latest = await webs.report(running[web]);
        // Heard time is kept in whole milliseconds, rounded up.
        expect(await webs.lateMs(latest)).toBeLessThan(MAX_PULSE_GAP_MS + 1);
      }
      if (latest === null) continue;
      expect(await webs.earlyMs(latest)).toBeLessThanOrEqual(0);
    }
  });
  await fc.assert(property, { numRuns: 6, endOnFailure: true });
});

it("a machine that reports in time is not accused, whoever takes its reports", async ({ fleet }) => {
  const database: Database = fleet.database;
  const webs = await Webs.open(fleet);
  const hearing = webs.start();
  await hearing.pulse();
  for (let i = 0; i < 6; i++) {
    await webs.pass(1_500);
    await webs.report(webs.start());
    for (const ms of [1_500, 1_500, 900]) {
      await webs.pass(ms);
      await hearing.pulse();
      expect(await sweepOnce(database)).toEqual([]);
    }
  }
});
