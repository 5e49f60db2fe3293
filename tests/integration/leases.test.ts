import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { LEASE_MS, Lease } from "@/lib/db/leases/lease";
import { claimPrefix, releaseLeases, takeLease } from "@/lib/db/leases/mutations";
import { takeWorkerSlot } from "@/lib/db/leases/worker-slot";
import { releaseDeadWorkers } from "@/lib/notifications/outbox/release-dead-workers-mutations";
import { it } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { claimWebhooks } from "../support/outbox";
import { sweepOnce } from "../support/sweep";

let database: Database;
let other: Database;

it.beforeEach(async ({ database: own, other: beside }) => {
  database = own;
  other = beside;
  await database.client.team.deleteMany();
  await database.client.lease.deleteMany();
});

const lease = (owner: string, on = database) => new Lease({ database: on, name: "hearing", owner });
const setUntil = (ms: number) =>
  database.client.lease.updateMany({ data: { until: new Date(Date.now() + ms) } });

describe("a lease", () => {
  it("belongs to one worker, which keeps it by asking again", async () => {
    const [one, two] = [lease("one"), lease("two", other)];
    expect(await one.hold()).toBe(true);
    expect(await two.hold()).toBe(false);
    expect(await one.hold()).toBe(true);
    expect(await two.hold()).toBe(false);
  });

  it("that was taken just after another worker read the clock stays with its owner", async () => {
    await lease("one").hold();
    await setUntil(LEASE_MS + 1_000);
    expect(await lease("two", other).hold()).toBe(false);
  });

  it("goes to exactly one of many who ask at once, round after round", async () => {
    for (let round = 0; round < 20; round++) {
      await setUntil(-1);
      const asking = Array.from({ length: 8 }, (_, i) =>
        takeLease(i % 2 === 0 ? database : other, {
          name: "hearing",
          owner: `${round}/${i}`,
          leaseMs: LEASE_MS,
        }),
      );
      const answers = await Promise.all(asking);
      expect(answers.filter(Boolean)).toHaveLength(1);
      const { owner } = await database.client.lease.findUniqueOrThrow({ where: { name: "hearing" } });
      expect(owner).toBe(`${round}/${answers.indexOf(true)}`);
    }
  });

  it.each([
    ["that still runs is not free", 1_000, false],
    ["that has expired is free", -1, true],
    ["further ahead than possible is free: its clock was wrong", LEASE_MS + 60_000, true],
  ])("%s", async (_, untilMs, isFree) => {
    await lease("one").hold();
    await setUntil(untilMs);
    expect(await lease("two").hold()).toBe(isFree);
  });

  it("that is released is free at once", async () => {
    await lease("one").hold();
    await releaseLeases(database, "one");
    expect(await lease("two").hold()).toBe(true);
  });
});

describe("a dead worker", () => {
  it("passes its leases and claims to its successor at once, and nobody else's", async () => {
    const fleet = await Fleet.create(database);
    await fleet.addChannel();
    const machines = await fleet.addMachines(2);
    await fleet.report(machines.map(({ keyId }) => keyId));
    await fleet.hear(10_000);
    await sweepOnce(database);
    await lease("dead").hold();
    await takeLease(database, { name: "other job", owner: "alive", leaseMs: LEASE_MS });
    const [first] = await claimWebhooks(database, { token: `${claimPrefix("dead")}a`, limit: 1 });
    const [second] = await claimWebhooks(database, { token: `${claimPrefix("alive")}a`, limit: 1 });
    await releaseDeadWorkers(database, ["dead", "gone before"]);
    expect(await lease("successor").hold()).toBe(true);
    expect(await takeLease(database, { name: "other job", owner: "successor", leaseMs: LEASE_MS })).toBe(
      false,
    );
    const again = await claimWebhooks(database, { token: "successor/a", limit: 10 });
    expect(again.map(({ id }) => id)).toEqual([first?.id]);
    expect(again[0]).toMatchObject({ uid: first?.uid, attemptCount: 2 });
    expect(second).toBeDefined();
  });

  it("whose predecessor died on the same delivery defers it, so that no worker starts with it", async () => {
    const fleet = await Fleet.create(database);
    await fleet.addChannel();
    const machines = await fleet.addMachines(2);
    await fleet.report(machines.map(({ keyId }) => keyId));
    await fleet.hear(10_000);
    await sweepOnce(database);
    const [suspect] = await claimWebhooks(database, { token: `${claimPrefix("first")}a`, limit: 1 });
    await releaseDeadWorkers(database, ["first"]);
    const both = await claimWebhooks(database, { token: `${claimPrefix("second")}a`, limit: 2 });
    await releaseDeadWorkers(database, ["second"]);
    const claim = { token: "third/a", limit: 10 };
    expect(await claimWebhooks(database, { ...claim, suspects: true })).toEqual([]);
    const others = both.filter(({ id }) => id !== suspect?.id);
    expect((await claimWebhooks(database, claim)).map(({ id }) => id)).toEqual(others.map(({ id }) => id));
    await database.client.delivery.updateMany({
      where: { id: suspect?.id ?? 0n, nextAttemptAt: { gt: new Date() } },
      data: { nextAttemptAt: new Date(0) },
    });
    expect((await claimWebhooks(database, { ...claim, suspects: true })).map(({ id }) => id)).toEqual([
      suspect?.id,
    ]);
  });
});

describe("a worker slot in the data folder", () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "lunasentri-places-"));
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map(kill));
    rmSync(folder, { recursive: true, force: true });
  });

  const take = (workerId: string, from = folder) => takeWorkerSlot({ folder: from, workerId });
  async function holdElsewhere(workerId: string): Promise<ChildProcess> {
    const child = fork("tests/support/hold-worker-slot.ts", [folder, workerId], {
      execArgv: ["--import", "tsx"],
    });
    children.push(child);
    await once(child, "message");
    return child;
  }
  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  it("shows that a killed worker is dead, and says nothing about living and frozen ones", async () => {
    const [killed, frozen] = [await holdElsewhere("killed"), await holdElsewhere("frozen")];
    expect(take("early").dead).toEqual([]);
    frozen.kill("SIGSTOP");
    await kill(killed);
    const place = take("successor");
    expect(place.dead).toEqual(["killed"]);
    place.forget();
    place.leave();
    expect(take("next").dead).toEqual([]);
  });

  it("shows all dead workers, although only one comes back", async () => {
    const all = await Promise.all(["a", "b", "c"].map(holdElsewhere));
    await Promise.all(all.map(kill));
    expect(take("successor").dead.sort()).toEqual(["a", "b", "c"]);
  });

  it("remembers dead workers until what they held has been released", async () => {
    await kill(await holdElsewhere("first"));
    await kill(await holdElsewhere("died before it took over"));
    expect(take("successor").dead.sort()).toEqual(["died before it took over", "first"]);
  });

  it("copied to another folder declares nobody dead: the worker it names may be alive", async () => {
    await kill(await holdElsewhere("at home"));
    const copy = mkdtempSync(`${folder}-copy-`);
    cpSync(folder, copy, { recursive: true });
    expect(take("elsewhere", copy).dead).toEqual([]);
    rmSync(copy, { recursive: true });
  });

  it("that cannot be taken does not stop the worker", () => {
    expect(take("somewhere", "/dev/null/nowhere").dead).toEqual([]);
  });
});
