import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as listReports } from "@/app/api/v1/machines/[id]/reports/route";
import { GET as getSamples } from "@/app/api/v1/machines/[id]/samples/route";
import type { Figures } from "@/lib/heartbeat/report/figures";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { makeSample } from "../support/sample";

const HOUR_MS = 3_600_000;
// So long ago that a day from then is over, and so lately that single samples are kept.
const T0 = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 30 * HOUR_MS;

let hub: TestHub;
let fleet: Fleet;
let viewer: Person;

beforeAll(async () => {
  hub = await TestHub.open();
  fleet = await Fleet.create(hub.database);
  viewer = await hub.addPerson({ teamId: fleet.teamId, role: "viewer" });
});
afterAll(() => hub.close());

/** Reports samples taken this many seconds after T0, as one backlog. */
const take = (keyId: number, samples: [afterS: number, figures: Partial<Figures>][]) =>
  fleet.report([keyId], {
    ...PROOF_OF_LIFE,
    backlog: samples.map(([afterS, figures]) => makeSample(figures, T0 + afterS * 1000)),
  });

const read = (machineId: number, { spanMs = HOUR_MS, as = viewer } = {}) =>
  hub.call(getSamples, {
    as,
    params: { id: String(machineId) },
    query: `?from=${new Date(T0).toISOString()}&to=${new Date(T0 + spanMs).toISOString()}`,
  });

const atSecond = (s: number) => new Date(T0 + s * 1000).toISOString();

describe("the samples of a machine", () => {
  it("are grouped into steps, with the minimum, mean and maximum of each", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await take(keyId, [
      [0, { cpu_pct: 10 }],
      [3, { cpu_pct: 50 }],
      [9.999, { cpu_pct: 0.006 }],
      [10, { mem_used_pct: 70 }],
      [3_599, { cpu_pct: 99 }],
      [3_600, { cpu_pct: 1 }],
    ]);
    const { status, json } = await read(machineId);
    expect(status).toBe(200);
    expect(json).toMatchObject({ step: "10s", from: atSecond(0), to: atSecond(3_600), outages: [] });
    expect(json.at).toEqual([atSecond(0), atSecond(10), atSecond(3_599)]);
    expect(json.series.cpu_pct).toEqual({ min: [0.01, null, 99], avg: [20, null, 99], max: [50, null, 99] });
    expect(json.series.mem_used_pct.avg).toEqual([null, 70, null]);
  });

  it("turn counters into rates, without a rate where a counter was reset, and of one time the later", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await take(keyId, [
      [0, { net_rx_bytes: 9_000_000_000_000, net_tx_bytes: 0 }],
      [10, { net_rx_bytes: 9_000_000_001_000, net_tx_bytes: 0 }],
      [20, { net_rx_bytes: 500 }],
      [40, { net_rx_bytes: 2_500 }],
      [40, { net_rx_bytes: 2_600 }],
    ]);
    const { json } = await read(machineId);
    expect(json.series.net_rx_rate.avg).toEqual([null, 100, null, 105]);
    expect(json.series.net_tx_rate.max).toEqual([null, 0, null, null]);
  });

  type Reading = [clockS: number, upS: number, rxBytes: number];
  /** Sends the samples of one boot in one report, with the agent's own clock and uptime. */
  const takeInBoot = (keyId: number, bootId: string | null, readings: Reading[]) =>
    fleet.report([keyId], {
      ...PROOF_OF_LIFE,
      backlog: readings.map(([clockS, uptime_s, net_rx_bytes]) =>
        makeSample({ uptime_s, net_rx_bytes }, T0 + clockS * 1000, bootId),
      ),
    });

  const GB = 1e9;
  it.each<[string, [bootId: string | null, readings: Reading[]][], number]>([
    [
      "a reboot that set the clock back, with a backlog that overlaps older samples",
      [
        [
          "a",
          [
            [0, 5_000, 800 * GB],
            [10, 5_010, 800 * GB + 1_000],
            [20, 5_020, 800 * GB + 2_000],
          ],
        ],
        [
          "b",
          [
            [4, 20, 100],
            [14, 30, 1_100],
            [24, 40, 2_100],
          ],
        ],
      ],
      100,
    ],
    [
      "the same from an agent that names no boot",
      [
        [
          null,
          [
            [0, 5_000, 800 * GB],
            [10, 5_010, 800 * GB + 1_000],
          ],
        ],
        [
          null,
          [
            [4, 20, 100],
            [14, 30, 1_100],
          ],
        ],
      ],
      100,
    ],
    [
      "a boot after which more came than before it",
      [
        [
          "a",
          [
            [0, 5, 1_000],
            [10, 15, 2_000],
          ],
        ],
        ["b", [[20, 900, 900 * GB]]],
      ],
      100,
    ],
    [
      "the same from an agent that names no boot, its uptime being smaller",
      [
        [
          null,
          [
            [0, 50, 1_000],
            [10, 60, 2_000],
            [20, 9, 900 * GB],
          ],
        ],
      ],
      100,
    ],
    [
      "a counter of 32 bits that begins again",
      [
        [
          "a",
          [
            [0, 1, 4_294_967_000],
            [10, 11, 500],
            [20, 21, 1_500],
          ],
        ],
      ],
      100,
    ],
    [
      "an interface that is gone from the total",
      [
        [
          "a",
          [
            [0, 1, 5 * GB],
            [10, 11, 2 * GB],
            [20, 21, 2 * GB + 1_000],
          ],
        ],
      ],
      100,
    ],
    [
      "a clock that steps forward by an hour",
      [
        [
          "a",
          [
            [0, 1, 0],
            [3_010, 11, 1_000],
            [3_020, 21, 2_000],
          ],
        ],
      ],
      100,
    ],
    [
      "a clock that steps back within a boot",
      [
        [
          "a",
          [
            [100, 1, 0],
            [10, 11, 1_000],
            [20, 21, 2_000],
          ],
        ],
      ],
      100,
    ],
    [
      "a clock that steps back by nearly an interval",
      [
        [
          "a",
          [
            [0, 1, 0],
            [0.1, 11, 1_000],
            [10.1, 21, 2_000],
          ],
        ],
      ],
      100,
    ],
    [
      "an uptime that stands still",
      [
        [
          "a",
          [
            [0, 7, 0],
            [10, 7, 1_000],
            [20, 7, 2_000],
          ],
        ],
      ],
      100,
    ],
    [
      "two backlogs that arrive in two parts, after the report that came first",
      [
        ["a", [[100, 200, 100_000]]],
        [
          "a",
          [
            [20, 120, 20_000],
            [30, 130, 21_000],
          ],
        ],
        [
          "a",
          [
            [40, 140, 22_000],
            [50, 150, 23_000],
          ],
        ],
      ],
      100,
    ],
  ])("show no rate that no interface had: %s", async (_, reports, most) => {
    const { machineId, keyId } = await fleet.addMachine();
    for (const report of reports) await takeInBoot(keyId, ...report);
    const { json } = await read(machineId);
    const rates = json.series.net_rx_rate.max.filter((rate: number | null) => rate !== null);
    expect(Math.max(...rates)).toBe(most);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(0);
  });

  it("are at most four hundred points, however many samples exist", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await take(
      keyId,
      Array.from({ length: 5_000 }, (_, index) => [index * 17, { cpu_pct: index % 100 }]),
    );
    const { json } = await read(machineId, { spanMs: 24 * HOUR_MS });
    expect(json.step).toBe("5m");
    expect(json.at.length).toBeGreaterThan(280);
    expect(json.at.length).toBeLessThanOrEqual(401);
    expect(Math.max(...json.series.cpu_pct.max)).toBe(99);
  });

  it("are the newest fifty thousand of a span that has more, and the answer says so", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    const takeFifths = (from: number, to: number) =>
      take(
        keyId,
        Array.from({ length: to - from }, (_, index) => [(from + index) / 5, { cpu_pct: 1 }]),
      );
    await takeFifths(0, 49_999);
    const spanMs = 3 * HOUR_MS;
    const { json: all } = await read(machineId, { spanMs });
    expect(all).toMatchObject({ complete: true });
    expect(all.at[0]).toBe(atSecond(0));
    await takeFifths(49_999, 50_010);
    const { json: newest } = await read(machineId, { spanMs });
    expect(newest).toMatchObject({ complete: false });
    expect(newest.at[0]).toBe(atSecond(2));
  });

  it("come with the outages and blind intervals of that time", async () => {
    const { machineId } = await fleet.addMachine();
    const at = new Date(T0 + 60_000);
    const { id } = await hub.database.client.incident.create({
      data: {
        machineId,
        kind: "offline",
        startedAt: at,
        detectedAt: at,
        outage: { create: { lastHeardMs: 0, deadlineMs: 0, detectedMs: 0, thresholdMs: 0 } },
      },
    });
    await hub.database.client.blindInterval.create({
      data: { startedAt: at, endedAt: at, cause: "down", heardMs: 1 },
    });
    expect((await read(machineId)).json).toMatchObject({
      at: [],
      outages: [{ incident_id: id, started_at: atSecond(60), resolved_at: null }],
      blind_intervals: [{ started_at: atSecond(60), ended_at: atSecond(60), cause: "down" }],
    });
  });

  it("need a valid span, and the machine's own team", async () => {
    const { machineId } = await fleet.addMachine();
    expect((await read(machineId, { spanMs: 0 })).status).toBe(422);
    expect((await read(machineId, { spanMs: 401 * 24 * HOUR_MS })).status).toBe(422);
    expect((await read(machineId, { as: await hub.addPerson() })).status).toBe(404);
  });
});

describe("the last reports of a machine", () => {
  it("are listed with their intervals, a backlog as one", async () => {
    const { machineId, keyId } = await fleet.addMachine();
    await take(keyId, [[0, { cpu_pct: 1 }]]);
    await take(keyId, [
      [10, { cpu_pct: 1 }],
      [20, { cpu_pct: 1 }],
    ]);
    const { status, json } = await hub.call(listReports, { as: viewer, params: { id: String(machineId) } });
    expect(status).toBe(200);
    expect(json.data).toMatchObject([
      { sampled_at: atSecond(20), samples: 2, interval: expect.stringMatching(/s$/) },
      { sampled_at: atSecond(0), samples: 1, interval: null },
    ]);
  });

  it("are visible only to the team", async () => {
    const { machineId } = await fleet.addMachine();
    const stranger = await hub.addPerson();
    const { status } = await hub.call(listReports, { as: stranger, params: { id: String(machineId) } });
    expect(status).toBe(404);
  });
});
