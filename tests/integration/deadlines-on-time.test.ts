import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, vi } from "vitest";
import type { Database } from "@/lib/db/client";
import { GroupCommit } from "@/lib/detection/ingest/group-commit";
import type { IngestServices } from "@/lib/detection/ingest/ingest-services";
import { startPulse } from "@/lib/detection/ingest/pulse-loop";
import { PULSE_INTERVAL_MS } from "@/lib/heartbeat/constants";
import { heartbeatJob } from "@/worker/jobs/heartbeat";
import { it } from "../support/fixtures";
import type { Fleet } from "../support/fleet";

const setDeadline = ({ client }: Database, machineId: number, deadlineMs: number) =>
  client.machine.update({ where: { id: machineId }, data: { deadline: BigInt(deadlineMs) } });

describe("the process that hears", () => {
  /** Pulses through a port of its own; `next` resolves with heard time after the next pulse. */
  async function listening({ database, hearing }: Fleet) {
    const commit = new GroupCommit(database, hearing, { offlineAfterMs: 10_000, flapWindowMs: 0 });
    const pulses = new EventEmitter();
    const server = createServer(async (_, response) => {
      const decision = await commit.addPulse();
      response.end();
      if (decision !== "unavailable") pulses.emit("pulse", decision.heardMs);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const services = { commit, pulseKey: "lsp_key" } as IngestServices;
    const { port } = server.address() as AddressInfo;
    const stopPulse = startPulse({ services, host: "127.0.0.1", port });
    return {
      next: async () => ((await once(pulses, "pulse")) as [number])[0],
      async stop() {
        stopPulse();
        server.closeAllConnections();
        server.close();
        await commit.idle();
      },
    };
  }

  it("pulses at the moment of the next deadline, and not only twice a second", async ({
    fleet,
    database,
  }) => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    const hub = await listening(fleet);
    const SOON_MS = PULSE_INTERVAL_MS / 5;
    let passedAfterMs = Number.POSITIVE_INFINITY;
    // Several tries: the host may be busy.
    for (let i = 0; i < 5 && passedAfterMs >= SOON_MS; i++) {
      // In the middle between two usual pulses.
      const deadlineMs = (await hub.next()) + 1.5 * PULSE_INTERVAL_MS;
      await setDeadline(database, machineId, deadlineMs);
      let heardMs = 0;
      while (heardMs < deadlineMs) heardMs = await hub.next();
      passedAfterMs = heardMs - deadlineMs;
    }
    await hub.stop();
    expect(passedAfterMs).toBeLessThan(SOON_MS);
  });
});

describe("the worker", () => {
  it.beforeEach(async ({ database, fleet }) => {
    await database.client.machine.updateMany({ data: { status: "pending", deadline: null } });
    // Beyond everybody's grace.
    await fleet.hear(60_000);
    // A second that does not end.
    vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / 1_000) * 1_000 });
  });
  it.afterEach(() => {
    vi.useRealTimers();
  });

  function job(database: Database, onLook: () => void) {
    const { sweepDue } = database.engine;
    const engine: Database["engine"] = {
      ...database.engine,
      sweepDue(...given) {
        onLook();
        return sweepDue.apply(database.engine, given);
      },
    };
    const onOutage = vi.fn();
    const { run } = heartbeatJob({
      database: { ...database, engine },
      worker: { id: "worker", startedAtMs: 0 },
      checkIntervalMs: 60_000,
      policy: { massHoldMs: 0, awaitsReachability: false, flapWindowMs: 0 },
      onOutage,
    });
    return { run, onOutage };
  }

  it("looks again once the next deadline has passed, and not before", async ({ fleet, database }) => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    const { heardMs } = await database.engine.readHub(database.client);
    await setDeadline(database, machineId, heardMs + 300);
    let looks = 0;
    const { run, onOutage } = job(database, () => looks++);
    const running = run();
    await vi.waitFor(() => expect(looks).toBe(1));
    await fleet.hear(299);
    const ahead = database.engine.readAhead(database.client, { withinMs: 1_000 });
    expect(await ahead).toMatchObject({ heardMs: heardMs + 299, nextDeadlineMs: heardMs + 300 });
    await fleet.hear(1);
    await running;
    expect(await fleet.statusOf(machineId)).toBe("offline");
    expect(onOutage).toHaveBeenCalledTimes(1);
    expect(looks).toBe(2);
  });

  it("leaves a deadline of a later second to a later tick", async ({ fleet, database }) => {
    const { machineId, keyId } = await fleet.addMachine();
    await fleet.report([keyId]);
    const { heardMs } = await database.engine.readHub(database.client);
    await setDeadline(database, machineId, heardMs + 1_900);
    // By no clock is the latest pulse old.
    const pulsedAt = new Date(Date.now() + 3_600_000);
    await database.client.hubPulse.update({ where: { id: 1 }, data: { pulsedAt } });
    let looks = 0;
    await job(database, () => looks++).run();
    expect(looks).toBe(1);
  });

  it("makes up for a tick that came while it was looking", async ({ database }) => {
    let looks = 0;
    const { run } = job(database, () => {
      if (++looks === 1) vi.setSystemTime(Date.now() + 1_500);
    });
    await run();
    expect(looks).toBe(2);
  });
});
