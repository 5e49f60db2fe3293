import { expect, it } from "vitest";
import { describePoint, summarise } from "./summarise";

const percent = (value: number) => `${value} %`;
const cpu = {
  label: "CPU",
  values: [10, null, 20],
  spread: { min: [5, null, 20], max: [15, null, 20] },
};

it.each([
  ["a line with its spread", cpu, "CPU between 5 % and 20 %, 15 % on average, 20 % at the end."],
  [
    "a line alone",
    { label: "Load", values: [1, 3] },
    "Load between 1 % and 3 %, 2 % on average, 3 % at the end.",
  ],
  ["nothing measured", { label: "Swap", values: [null] }, "Swap: no data."],
])("summarise: %s", (_, line, words) => {
  expect(summarise(line, percent)).toBe(words);
});

it.each([
  ["an average and what it is made of", 0, "CPU 10 %, between 5 % and 15 %"],
  ["a gap", 1, "CPU: no data"],
  ["a single sample", 2, "CPU 20 %"],
])("describePoint: %s", (_, index, words) => {
  expect(describePoint(cpu, index, percent)).toBe(words);
});
