import { expect, it } from "vitest";
import { massWords } from "./mass-words";

it.each([
  [{ offline: 17, of: 20, web: false }, "17 of 20 machines went silent together"],
  [{ offline: 5, of: 5, web: false }, "All 5 machines went silent together"],
  [{ offline: 8, of: 9, web: true }, "8 of 9 machines last heard by one ingest process went silent together"],
])("words %j", (mass, words) => {
  expect(massWords(mass)).toBe(words);
});
