import { describe, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { commitReports } from "@/lib/detection/ingest/commit-reports";
import { machineFactsSchema } from "@/lib/events/facts";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { sendStableMachines } from "@/lib/incidents/flapping/send-stable-machines";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";
import { sweepOnce } from "../support/sweep";

const FLAP_WINDOW_MS = 600_000;
const OFFLINE_AFTER_MS = 10_000;

let database: Database;
let fleet: Fleet;
let machine: { machineId: number; keyId: number };

it.beforeEach(async ({ database: own, fleet: ownFleet }) => {
  database = own;
  fleet = ownFleet;
  await fleet.addChannel();
  machine = await fleet.addMachine();
  await report();
});

const report = (flapWindowMs = FLAP_WINDOW_MS) =>
  commitReports({
    database,
    hearing: fleet.hearing,
    policy: { offlineAfterMs: OFFLINE_AFTER_MS, flapWindowMs },
    items: [{ keyId: machine.keyId, report: PROOF_OF_LIFE }],
    withPulse: false,
  });

async function goDark(flapWindowMs = FLAP_WINDOW_MS): Promise<void> {
  await fleet.hear(OFFLINE_AFTER_MS);
  await sweepOnce(database, { flapWindowMs });
}

/** This many outages, with the recoveries between them. */
async function outages(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    if (i > 0) await report();
    await goDark();
  }
}

/** Everything that was waiting has been delivered. */
const deliverAll = () =>
  database.client.delivery.updateMany({ where: { state: "pending" }, data: { state: "delivered" } });
const settle = () => sendStableMachines({ database, windowMs: FLAP_WINDOW_MS });
const told = async () => (await fleet.told(machine.machineId)).map((line) => line.replace("machine.", ""));
const lastFacts = async () => {
  const { event } = await database.client.delivery.findFirstOrThrow({
    where: { machineId: machine.machineId },
    orderBy: { id: "desc" },
    include: { event: true },
  });
  return machineFactsSchema.parse(JSON.parse(event.facts));
};

const THREE = [
  "offline delivered",
  "online delivered",
  "offline delivered",
  "online delivered",
  "offline delivered",
];

describe("a flapping machine", () => {
  it("says so with the third outage, and is held from then on", async () => {
    await outages(3);
    await deliverAll();
    expect((await lastFacts()).flapping).toMatchObject({
      outages: 3,
      held_for_ms: FLAP_WINDOW_MS,
      is_over: false,
    });
    await report();
    await outages(2);
    await settle();
    expect(await told()).toEqual([
      ...THREE,
      "online suppressed flapping",
      "offline suppressed flapping",
      "online suppressed flapping",
      "offline suppressed flapping",
    ]);
  });

  it("is sent once when it has been online for the window, with the count", async () => {
    await outages(3);
    await deliverAll();
    await report();
    await goDark();
    await report();
    await fleet.hear(FLAP_WINDOW_MS - 1_000);
    await settle();
    expect((await told()).at(-1)).toBe("online suppressed flapping");
    await fleet.hear(2_000);
    await settle();
    await settle();
    expect((await told()).slice(-2)).toEqual(["online suppressed flapping", "online pending"]);
    expect(await lastFacts()).toMatchObject({
      machine: { status: "online" },
      flapping: { outages: 4, is_over: true },
    });
    await deliverAll();
    // Stable: once the earlier outages are outside the window, the next is like any other.
    await database.client.incident.updateMany({ data: { startedAt: new Date(0) } });
    await goDark();
    expect((await told()).at(-1)).toBe("offline pending");
    expect((await lastFacts()).flapping).toBeUndefined();
  });

  it("is sent once when it has been offline for the window, and then its recovery", async () => {
    await outages(3);
    await deliverAll();
    await report();
    await goDark();
    await fleet.hear(FLAP_WINDOW_MS + 1_000);
    await settle();
    await settle();
    expect((await told()).slice(-3)).toEqual([
      "online suppressed flapping",
      "offline suppressed flapping",
      "offline pending",
    ]);
    expect(await lastFacts()).toMatchObject({ machine: { status: "offline" }, flapping: { outages: 4 } });
    await deliverAll();
    await database.client.incident.updateMany({ data: { startedAt: new Date(0) } });
    await report();
    expect((await told()).at(-1)).toBe("online pending");
  });

  it("that stays offline from the third outage on is not sent twice", async () => {
    await outages(3);
    await deliverAll();
    await fleet.hear(FLAP_WINDOW_MS + 1_000);
    await settle();
    expect(await told()).toEqual(THREE);
    await report();
    expect((await told()).at(-1)).toBe("online pending");
  });

  it("is not sent as online to a channel that did not get the third outage", async () => {
    await outages(2);
    await deliverAll();
    await report();
    await database.client.channel.updateMany({ data: { isActive: false } });
    await goDark();
    await database.client.channel.updateMany({ data: { isActive: true } });
    await report();
    await fleet.hear(FLAP_WINDOW_MS + 1_000);
    await settle();
    expect((await told()).slice(-3)).toEqual([
      "offline suppressed channel_off",
      "online suppressed flapping",
      "online suppressed offline_not_told",
    ]);
  });

  it("does not become stable while the hub cannot receive reports", async () => {
    await outages(3);
    await report();
    await settle();
    expect(await database.client.flap.count()).toBe(1);
  });

  it("is sent at once when holding is switched off", async () => {
    await outages(3);
    await deliverAll();
    await report();
    await sendStableMachines({ database, windowMs: 0 });
    expect((await told()).at(-1)).toBe("online pending");
    expect(await database.client.flap.count()).toBe(0);
  });

  it("is sent once if it changes before a worker sees that holding is switched off", async () => {
    await outages(3);
    await deliverAll();
    await report(0);
    await goDark(0);
    await sendStableMachines({ database, windowMs: 0 });
    expect((await told()).filter((line) => line.endsWith("pending"))).toEqual(["offline pending"]);
    await deliverAll();
    await report(0);
    expect((await told()).at(-1)).toBe("online pending");
  });

  it("is sent every time if holding is switched off", async () => {
    for (let i = 0; i < 5; i++) {
      await goDark(0);
      await deliverAll();
      await report(0);
    }
    expect((await told()).every((line) => !line.includes("flapping"))).toBe(true);
    expect(await told()).toHaveLength(10);
  });
});
