import { expect, it } from "vitest";
import { PROOF_OF_LIFE, parseReport, type Report } from "@/lib/heartbeat/report/parse";
import { StorageLimiter } from "./storage-limiter";

const NOW = Date.parse("2026-03-01T12:00:00Z");

function reportOf(body: object): Report {
  const parsed = parseReport({ body: JSON.stringify(body), nowMs: NOW });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.report;
}
const backlogOf = (length: number, fields: object = { cpu_pct: 1 }) =>
  reportOf({
    samples: Array.from({ length }, () => ({ timestamp: new Date(NOW).toISOString(), ...fields })),
  });

/** How many of these reports of one key at one instant keep their sample, and how many their lists. */
function trimAll(reports: readonly Report[], storage = new StorageLimiter(), nowMs = NOW) {
  const kept = reports.map((report) => storage.trim({ keyId: 1, report, nowMs }));
  const stored = kept.flatMap((each) => (each === "too_much" ? [] : [each]));
  const samples = stored.flatMap(({ sample, backlog }) => (sample === null ? backlog : [...backlog, sample]));
  return {
    refused: kept.length - stored.length,
    samples: samples.length,
    lists: samples.filter(({ details }) => details !== null).length,
  };
}

it.each([
  ["a sample a second", 1, 60],
  ["a sample every 100 ms", 10, 605],
])("stores one sample a second, after the first few: %s", (_, perSecond, sent) => {
  const storage = new StorageLimiter();
  const report = reportOf({ cpu_pct: 1, agent_version: "1" });
  let stored = 0;
  for (let i = 0; i < sent; i++) {
    const kept = storage.trim({ keyId: 1, report, nowMs: NOW + (i * 1_000) / perSecond });
    if (kept === "too_much") throw new Error("refused");
    // Everything else of it counts.
    expect(kept.agentVersion).toBe("1");
    if (kept.sample !== null) stored += 1;
  }
  expect(stored).toBe(perSecond === 1 ? 60 : 60 + 5);
});

it("stores the backlog of an hour at once, and refuses the whole of one that is too much", () => {
  expect(trimAll([backlogOf(360)])).toMatchObject({ refused: 0, samples: 360 });
  expect(trimAll([backlogOf(720), backlogOf(720), backlogOf(1)])).toMatchObject({
    refused: 1,
    samples: 1_440,
  });
  const storage = new StorageLimiter();
  trimAll([backlogOf(720), backlogOf(720)], storage);
  expect(trimAll([backlogOf(50)], storage, NOW + 4_166)).toMatchObject({ refused: 1 });
  expect(trimAll([backlogOf(50)], storage, NOW + 4_167)).toMatchObject({ refused: 0, samples: 50 });
});

it("stores samples without their lists once these are too much", () => {
  const gauges = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`${i}`.padEnd(100, "g"), 1.5]));
  const sizeOfLists = Buffer.byteLength(JSON.stringify({ gauges }));
  const { samples, lists } = trimAll(Array.from({ length: 4 }, () => backlogOf(360, { gauges })));
  expect(samples).toBe(1_440);
  expect(lists).toBe(Math.floor(1_048_576 / sizeOfLists));
});

it("always lets a proof of life through", () => {
  const storage = new StorageLimiter();
  for (let i = 0; i < 100; i++)
    expect(storage.trim({ keyId: 1, report: PROOF_OF_LIFE, nowMs: NOW })).toBe(PROOF_OF_LIFE);
});

it("does not count what could not be stored: its agent sends it again, and has nothing thinned for it", () => {
  const storage = new StorageLimiter();
  const attempts = [...Array(100).keys()].map(() => reportOf({ cpu_pct: 1, gauges: { queue: 1 } }));
  for (const report of attempts) {
    const kept = storage.trim({ keyId: 1, report, nowMs: NOW });
    if (kept === "too_much") throw new Error("refused");
    expect(kept.sample).not.toBeNull();
    storage.giveBack({ keyId: 1, report: kept });
  }
  expect(trimAll(attempts.slice(0, 7), storage)).toMatchObject({ samples: 5 });
});
