import { expect, it } from "vitest";
import { leaseFor } from "./channel-type";

it.each([
  ["an attempt of usual length", 10_000, 30_000],
  ["the longest attempt there may be", 20_000, 45_000],
])("a claim outlasts %s twice", (_, timeoutMs, leaseMs) => {
  expect(leaseFor({ timeoutMs })).toBe(leaseMs);
});
