import { expect, it } from "vitest";
import { durationSchema } from "./duration-schema";

const schema = durationSchema({ minMs: 5_000, maxMs: 60_000 });

it.each([
  ["5s", true],
  ["4999ms", false],
  ["1m", true],
  ["60001ms", false],
  ["soon", false],
])("%j within 5 s and 1 min: %j", (text, isGood) => {
  expect(schema.safeParse(text).success).toBe(isGood);
});
