import { describe, expect, it } from "vitest";
import { type HostMark, hostWords, isShared, type Sightings, sight } from "./sightings";

const host = (bootId: string | null, hostname: string | null = null): HostMark => ({ bootId, hostname });
const [A, B, C] = [host("a"), host("b"), host("c")];
const H1 = host(null, "web-01");
const H2 = host(null, "web-02");

/** Reports from these hosts, one every `everyMs`; the first has been known for long. Returns what is known after each. */
function follow(hosts: readonly HostMark[], { everyMs = 5_000, intervalMs = 10_000, startMs = 1e12 } = {}) {
  const known = { ...(hosts[0] ?? host(null)), atMs: startMs };
  let sightings: Sightings | null = null;
  let nowMs = startMs;
  return hosts.slice(1).map((mark) => {
    nowMs += everyMs;
    const seen = sight({ before: sightings, known: { ...known }, mark, nowMs, intervalMs });
    sightings = seen.sightings;
    known.bootId = mark.bootId ?? known.bootId;
    known.hostname = mark.hostname ?? known.hostname;
    known.atMs = nowMs;
    return { ...seen, isShared: isShared(sightings, { nowMs, intervalMs }) };
  });
}

const times = (count: number, ...hosts: HostMark[]) => Array.from({ length: count }, () => hosts).flat();

describe("several hosts with one key are noticed", () => {
  it.each<[string, HostMark[], { everyMs?: number; intervalMs?: number }]>([
    ["when two boot ids take turns", times(4, A, B), {}],
    ["when one reports twice as often", times(5, A, A, B), {}],
    ["when two host names take turns", times(4, H1, H2), {}],
    [
      "when only their host names differ, as after a snapshot of a running machine",
      times(4, host("a", "x"), host("a", "y")),
      {},
    ],
    ["when three take turns", times(3, A, B, C), {}],
    ["when twelve take turns", times(3, ...Array.from({ length: 12 }, (_, i) => host(`boot ${i}`))), {}],
    ["when they report every five minutes", times(4, A, B), { everyMs: 150_000, intervalMs: 300_000 }],
  ])("%s", (_, hosts, timing) => {
    const seen = follow(hosts, timing);
    expect(seen.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(seen.at(-1)?.isShared).toBe(true);
  });

  it("within a minute at the interval of an agent, and of one of 30 seconds", () => {
    expect(follow(times(4, A, B), { everyMs: 5_000 }).findIndex(({ isNew }) => isNew)).toBeLessThan(12);
    const slow = follow(times(4, A, B), { everyMs: 15_000, intervalMs: 30_000 });
    expect((slow.findIndex(({ isNew }) => isNew) + 1) * 15_000).toBeLessThanOrEqual(60_000);
  });
});

describe("one host is not taken for several", () => {
  it.each<[string, HostMark[], { everyMs?: number }]>([
    ["when it always says the same", times(50, A), {}],
    ["when it says nothing", times(50, host(null)), {}],
    ["after a reboot", [...times(5, A), ...times(50, B)], {}],
    ["after a reboot during which a report of before arrives late", [A, A, B, A, B, B, B, B, B], {}],
    ["when it reboots again and again", Array.from({ length: 50 }, (_, i) => host(`boot ${i}`)), {}],
    [
      "when it is a container with another name at every start",
      Array.from({ length: 50 }, (_, i) => host("a", `c${i}`)),
      {},
    ],
    ["when it is renamed", [host("a", "x"), ...times(9, host("a", "y"), host("a"))], {}],
    ["when its agent names its host only now and then", times(20, host("a", "x"), A, A), {}],
    ["when its agent begins to name its boot", [H1, ...times(9, host("a", "web-01"), A)], {}],
    ["when a pair fails over and back", [...times(5, A), ...times(5, B), ...times(5, A)], {}],
    ["when a pair fails over every half hour", times(20, A, B), { everyMs: 1_800_000 }],
  ])("%s", (_, hosts, timing) => {
    const seen = follow(hosts, timing);
    expect(seen.filter(({ isNew, isShared: shared }) => isNew || shared)).toEqual([]);
  });

  it("and nothing is kept of it soon after a reboot", () => {
    expect(follow([A, ...times(60, B)]).at(-1)?.sightings).toBeNull();
  });
});

it("is over soon after one of them has stopped, and not told again when it returns within a day", () => {
  const seen = follow([...times(4, A, B), ...times(60, A), ...times(4, B, A)]);
  expect(seen.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(seen[60]?.isShared).toBe(false);
  expect(seen.at(-1)?.isShared).toBe(true);
});

it("is told again after more than a day", () => {
  const quiet = times(26, A);
  const seen = follow([...times(4, A, B), ...quiet], { everyMs: 3_600_000, intervalMs: 3_600_000 });
  expect(seen.at(-1)?.sightings).toBeNull();
});

it("keeps at most sixteen hosts", () => {
  const hosts = Array.from({ length: 40 }, (_, i) => host(`boot ${i}`));
  expect(follow(hosts).at(-1)?.sightings?.hosts).toHaveLength(16);
});

it.each([
  ["that they have different names", [host("a", "x"), host("b", "y")], "2 hosts (x, y) report"],
  ["nothing of names that are not known", [A, B], "2 hosts report"],
  ["nothing of a name that both have", [host("a", "x"), host("b", "x")], "2 hosts report"],
])("says %s", (_, hosts, words) => {
  expect(hostWords(hosts)).toBe(words);
});
