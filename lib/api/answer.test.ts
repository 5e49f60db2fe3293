import { expect, it } from "vitest";
import { AppError } from "@/lib/base/errors";
import { toAppError, toErrorResponse, toResponse } from "./answer";

const coded = (code: string) => Object.assign(new Error("secret details"), { code });

it.each([
  ["a database that stays busy", coded("P2034"), "unavailable"],
  ["an unreachable database", coded("P1001"), "unavailable"],
  ["no free connection", coded("P2024"), "unavailable"],
  ["a refused connection", { cause: coded("ECONNREFUSED") }, "unavailable"],
  ["a wrong statement", coded("P2010"), "internal"],
  ["a bug of ours", new TypeError("secret details"), "internal"],
  ["a thrown value that is not an error", "secret details", "internal"],
  ["a refusal", new AppError("forbidden", "No."), "forbidden"],
])("answers %s with the right code", (_name, error, code) => {
  const told = toAppError(error);
  expect(told.code).toBe(code);
  expect(told.message).not.toContain("secret");
});

it("recognises an AppError from the other copy of lib", () => {
  const foreign = Object.assign(new Error("No."), { name: "AppError", code: "conflict" });
  expect(toAppError(foreign)).toBe(foreign);
});

it("says when to try again", async () => {
  const response = toErrorResponse(toAppError(coded("P1001")));
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await response.json()).toEqual({
    error: { code: "unavailable", message: expect.stringMatching(/Try again/) },
  });
});

it.each([
  ["nothing", {}, 204, ""],
  ["a body", { body: { a: 1 } }, 200, '{"a":1}'],
  ["a body with a status", { status: 201, body: [] }, 201, "[]"],
])("answers %s", async (_name, answer, status, text) => {
  const response = toResponse(answer);
  expect([response.status, await response.text()]).toEqual([status, text]);
  expect(response.headers.get("cache-control")).toBe("no-store");
});
