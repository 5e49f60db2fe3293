import { expect, it } from "vitest";
import { toPreferences } from "./view";

const USUAL = { columns: null, density: "comfortable" };

it.each([
  ["nothing was chosen", null, USUAL],
  [
    "all of it was chosen",
    { machine_list: { columns: ["cpu"], density: "compact" } },
    { columns: ["cpu"], density: "compact" },
  ],
  ["no column was chosen", { machine_list: { columns: [] } }, { columns: [], density: "comfortable" }],
  [
    "columns are in the order of the list",
    { machine_list: { columns: ["agent", "cpu"] } },
    { ...USUAL, columns: ["cpu", "agent"] },
  ],
  [
    "another version knew a column and a density more",
    { machine_list: { columns: ["gpu", "cpu"], density: "roomy" }, theme: "dark" },
    { ...USUAL, columns: ["cpu"] },
  ],
  ["it is something else", { machine_list: 7 }, USUAL],
])("reads what a person wants when %s", (_, stored, machineList) => {
  expect(toPreferences(stored && JSON.stringify(stored))).toEqual({ machine_list: machineList });
});
