import { expect, it } from "vitest";
import { clientAddress } from "./client-address";

it.each([
  ["what our own server wrote", "203.0.113.9", "203.0.113.9"],
  ["what the nearest proxy wrote, not what the client claims", "10.0.0.1, 203.0.113.9", "203.0.113.9"],
  ["nothing", null, "unknown"],
  ["an empty header", "", "unknown"],
])("takes %s", (_name, header, expected) => {
  expect(clientAddress(() => header)).toBe(expected);
});
