import { expect, it } from "vitest";
import { toggleMachines } from "./select-machines";

const order = [4, 9, 2, 7];

it.each([
  ["one machine is selected", [], { id: 9 }, [9]],
  ["one machine is deselected", [9, 2], { id: 9 }, [2]],
  ["with Shift, all in between are selected", [4], { id: 2, anchor: 4, isRange: true }, [4, 9, 2]],
  ["with Shift, upwards as well", [7], { id: 9, anchor: 7, isRange: true }, [7, 9, 2]],
  ["with Shift, all in between are deselected", [4, 9, 2, 7], { id: 9, anchor: 7, isRange: true }, [4]],
  ["with Shift but no earlier toggle, one machine is selected", [], { id: 2, isRange: true }, [2]],
  [
    "with Shift from a machine that is no longer shown, one machine is selected",
    [5],
    { id: 2, anchor: 5, isRange: true },
    [5, 2],
  ],
] as const)("%s", (_name, selected, given, expected) => {
  const selection = new Set<number>(selected);
  expect([...toggleMachines({ selection, order, anchor: null, isRange: false, ...given })]).toEqual(expected);
});
