import { expect, it } from "vitest";
import { CHANNEL_TYPES } from "../../transports/registry";
import { LEASE_MS, LONGEST_ATTEMPT_MS } from "./lease";

it.each(CHANNEL_TYPES.map(({ type, limits }) => [type, limits.timeoutMs]))(
  "a claim is valid for two attempts to send to a %s channel, and some seconds",
  (_, timeoutMs) => {
    expect(LONGEST_ATTEMPT_MS).toBeGreaterThanOrEqual(timeoutMs);
    expect(LEASE_MS).toBeGreaterThanOrEqual(2 * timeoutMs + 5_000);
  },
);
