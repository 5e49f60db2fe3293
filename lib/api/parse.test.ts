import { expect, it } from "vitest";
import { z } from "zod";
import { type AppError, isAppError } from "@/lib/base/errors";
import { parse } from "./parse";

const schema = z.strictObject({
  name: z.string("must be text").min(1, "must not be empty"),
  tags: z.array(z.string("must be text")),
});

function refusal(value: unknown): AppError {
  try {
    parse(schema, value);
  } catch (error) {
    if (isAppError(error)) return error;
  }
  throw new Error("the value was taken");
}

it("gives what the schema makes of it", () => {
  expect(parse(schema, { name: "a", tags: [] })).toEqual({ name: "a", tags: [] });
});

it.each([
  ["a field at fault", { name: "", tags: [] }, { name: "must not be empty" }, "name must not be empty."],
  ["the first of two faults of a field", { tags: [] }, { name: "must be text" }, "name must be text."],
  ["an entry of a list", { name: "a", tags: ["a", 1] }, { "tags.1": "must be text" }, "tags.1 must be text."],
  [
    "a field that is not known",
    { name: "a", tags: [], x: 1 },
    { x: "is not known here" },
    "x is not known here.",
  ],
])("names %s", (_name, value, fields, message) => {
  const error = refusal(value);
  expect([error.code, error.fields, error.message]).toEqual(["unprocessable", fields, message]);
});

it("names the body when it is of another kind altogether", () => {
  expect(Object.keys(refusal(null).fields ?? {})).toEqual(["body"]);
});
