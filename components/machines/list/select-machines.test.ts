import { expect, it } from "vitest";
import { toggleMachines } from "./select-machines";

const order = [4, 9, 2, 7];

it.each([
  ["one is taken", [], { id: 9 }, [9]],
  ["one is let go", [9, 2], { id: 9 }, [2]],
  ["with Shift all between are taken", [4], { id: 2, anchor: 4, isRange: true }, [4, 9, 2]],
  ["upwards as well", [7], { id: 9, anchor: 7, isRange: true }, [7, 9, 2]],
  ["with Shift all between are let go", [4, 9, 2, 7], { id: 9, anchor: 7, isRange: true }, [4]],
  ["with Shift and nothing before, one is taken", [], { id: 2, isRange: true }, [2]],
  [
    "what the page does not show any more bounds no stretch",
    [5],
    { id: 2, anchor: 5, isRange: true },
    [5, 2],
  ],
] as const)("%s", (_name, selected, given, expected) => {
  const selection = new Set<number>(selected);
  expect([...toggleMachines({ selection, order, anchor: null, isRange: false, ...given })]).toEqual(expected);
});
