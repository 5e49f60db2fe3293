import { expect, it } from "vitest";
import { massWords } from "./mass-words";

it.each([
  [{ offline: 17, of: 20, web: false }, "17 of 20 machines fell silent together"],
  [{ offline: 5, of: 5, web: false }, "All 5 machines fell silent together"],
  [{ offline: 8, of: 9, web: true }, "8 of 9 machines that one web process heard last fell silent together"],
])("is said as: %j", (mass, words) => {
  expect(massWords(mass)).toBe(words);
});
