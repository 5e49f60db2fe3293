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
  [
    "the first of several fields",
    { name: "", tags: 1 },
    { name: "must not be empty", tags: "must be a list" },
    "name must not be empty.",
  ],
  ["an unknown field", { name: "a", tags: [], x: 1 }, { x: "is unknown" }, "x is unknown."],
])("names %s", (_name, value, fields, message) => {
  const error = refusal(value);
  expect([error.code, error.fields, error.message]).toEqual(["unprocessable", fields, message]);
});

it.each([
  ["toString", '{"name":"a","tags":[],"toString":1}'],
  ["__proto__", '{"name":"a","tags":[],"__proto__":1}'],
])("names the unknown field %s, which every object inherits", (field, body) => {
  const { fields, message } = refusal(JSON.parse(body));
  expect(JSON.stringify(fields)).toBe(`{"${field}":"is unknown"}`);
  expect(message).toBe(`${field} is unknown.`);
});

it.each([
  ["text", z.string(), 1, "must be text"],
  ["a number", z.number(), "1", "must be a number"],
  ["a whole number", z.number().int(), 1.5, "must be a whole number"],
  ["a yes or no", z.boolean(), "yes", "must be true or false"],
  ["a list", z.array(z.string()), "a", "must be a list"],
  ["an object", z.object({}), [], "must be a JSON object"],
  ["one word", z.literal("all"), "none", "must be all"],
  ["one of several words", z.enum(["open", "closed"]), "none", "must be one of open, closed"],
  ["short text", z.string().max(40), "a".repeat(41), "field must have at most 40 characters."],
  ["text", z.string().min(1), "", "field must not be empty."],
  ["long text", z.string().min(8), "a", "field must have at least 8 characters."],
  ["a short list", z.array(z.string()).max(2), ["a", "b", "c"], "field must have at most 2 entries."],
  ["a list with something in it", z.array(z.string()).min(1), [], "field must not be empty."],
  ["a small number", z.number().max(500), 501, "field must be at most 500."],
  ["a number above another", z.number().gt(0), 0, "field must be more than 0."],
  ["a number below another", z.number().lt(9), 9, "field must be less than 9."],
  ["a large number", z.number().min(1), 0, "field must be at least 1."],
  [
    "an object of a kind",
    z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
    { kind: "c" },
    "must be one of a, b",
  ],
])("says in plain words that a field is not %s", (_what, field, value, words) => {
  expect(() => parse(z.object({ field }), { field: value })).toThrow(words);
});

it("names the body when its type is wrong", () => {
  expect(Object.keys(refusal(null).fields ?? {})).toEqual(["body"]);
});
