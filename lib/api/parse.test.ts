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
  throw new Error("the value was accepted");
}

it("returns what the schema makes of it", () => {
  expect(parse(schema, { name: "a", tags: [] })).toEqual({ name: "a", tags: [] });
});

it.each([
  ["an invalid field", { name: "", tags: [] }, { name: "must not be empty" }, "name must not be empty."],
  ["the first of two problems of a field", { tags: [] }, { name: "must be text" }, "name must be text."],
  ["an entry of a list", { name: "a", tags: ["a", 1] }, { "tags.1": "must be text" }, "tags.1 must be text."],
  ["an unknown field", { name: "a", tags: [], x: 1 }, { x: "is unknown" }, "x is unknown."],
])("names %s", (_name, value, fields, message) => {
  const error = refusal(value);
  expect([error.code, error.fields, error.message]).toEqual(["unprocessable", fields, message]);
});

it("names the body when its type is wrong", () => {
  expect(Object.keys(refusal(null).fields ?? {})).toEqual(["body"]);
});
