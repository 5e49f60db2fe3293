import { expect, it } from "vitest";
import { valueRange } from "./value-range";

it.each([
  ["nothing measured", { lowest: null, highest: null }, [0, 1]],
  ["only zeros", { lowest: 0, highest: 0 }, [0, 1]],
  ["a percentage keeps its top", { lowest: 3, highest: 40, top: 100 }, [0, 100]],
  ["a value above the top moves the top", { lowest: 3, highest: 200, top: 100 }, [0, 220]],
  ["room above the highest", { lowest: 5, highest: 10 }, [0, 11]],
  ["below zero", { lowest: -10, highest: 20 }, [-11, 22]],
  ["a near threshold is in sight", { lowest: 1, highest: 10, thresholds: [40] }, [0, 44]],
  ["a far one is not", { lowest: 1, highest: 10, thresholds: [41] }, [0, 11]],
])("valueRange: %s", (_, given, range) => {
  const [min, max] = valueRange({ top: null, thresholds: [], ...given });
  expect([min, max].map((value) => Number(value.toPrecision(6)))).toEqual(range);
});
