import { expect, it, vi } from "vitest";
import { keptNetworks } from "./allowed-networks";

const warn = vi.hoisted(() => vi.fn());
vi.mock("@/lib/base/logger", () => ({ logger: () => ({ warn }) }));

it("reads once for all who ask at the same time, and again after three seconds", async () => {
  let nowMs = 0;
  const stored = [["10.0.0.0/8"], ["192.168.1.0/24"]];
  const read = vi.fn(async () => stored.shift() ?? []);
  const networks = keptNetworks({ read, nowMs: () => nowMs });
  expect(await Promise.all([networks(), networks(), networks()])).toEqual(Array(3).fill(["10.0.0.0/8"]));
  nowMs = 3_000;
  expect(await networks()).toEqual(["10.0.0.0/8"]);
  expect(read).toHaveBeenCalledTimes(1);
  nowMs = 3_001;
  expect(await networks()).toEqual(["192.168.1.0/24"]);
  expect(read).toHaveBeenCalledTimes(2);
});

it("goes on with what it knows while the database is away, says so, and allows nothing before it knows anything", async () => {
  let nowMs = 0;
  let isAway = true;
  const read = async () => {
    if (isAway) throw new Error("away");
    return ["10.0.0.0/8"];
  };
  const networks = keptNetworks({ read, nowMs: () => nowMs });
  expect(await networks()).toEqual([]);
  isAway = false;
  nowMs = 4_000;
  expect(await networks()).toEqual(["10.0.0.0/8"]);
  isAway = true;
  nowMs = 8_000;
  expect(await networks()).toEqual(["10.0.0.0/8"]);
  expect(warn).toHaveBeenCalledTimes(2);
});
