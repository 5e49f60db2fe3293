import { describe, expect, it } from "vitest";
import { strangersIn, unchangedIn, valuesOf } from "./refused-fields";

const form = (...entries: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
};

const refused = form(["name", "web-01"], ["offline_after", "banana"], ["tags", "db"], ["tags", ""]);

describe("unchangedIn", () => {
  it.each([
    ["nothing has changed", refused, ["offline_after", "tags.0"]],
    ["a field holds something else", form(["offline_after", "5m"], ["tags", "db"], ["tags", ""]), ["tags.0"]],
    ["another field has changed", form(["name", "x"], ["offline_after", "banana"]), ["offline_after"]],
    ["one entry of a list is gone", form(["offline_after", "banana"], ["tags", ""]), ["offline_after"]],
    [
      "the entries of a list have another order",
      form(["offline_after", "banana"], ["tags", ""], ["tags", "db"]),
      ["offline_after"],
    ],
  ])("keeps the messages about what was refused: %s", (_, now, kept) => {
    const fields = { offline_after: "is not a duration", "tags.0": "is too long" };
    expect(Object.keys(unchangedIn({ fields, refused: valuesOf(refused), now: valuesOf(now) }))).toEqual(
      kept,
    );
  });

  it("keeps the same object while every message stays, so that nothing renders again", () => {
    const fields = { name: "is taken" };
    expect(unchangedIn({ fields, refused: valuesOf(refused), now: valuesOf(refused) })).toBe(fields);
  });
});

it.each([
  ["every field is in the form", { name: "is taken", "tags.3": "is too long" }, []],
  ["a field that the form does not have", { name: "is taken", email: "is taken" }, ["email is taken."]],
  ["a message that is a sentence", { body: "Must be JSON." }, ["body: Must be JSON."]],
])("names the problems that no field of the form can show: %s", (_, fields, words) => {
  expect(strangersIn({ fields, names: ["name", "tags", "offline_after"] })).toEqual(words);
});
