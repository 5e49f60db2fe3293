import { expect, it } from "vitest";
import { hashApiToken, makeApiToken, readBearer } from "./api-token";

it("creates tokens that it recognises by their hash alone", () => {
  const { token, hash, hint } = makeApiToken();
  expect(token).toMatch(/^lst_[0-9A-Za-z]{38}$/);
  expect(hashApiToken(token)).toBe(hash);
  expect(token.startsWith(hint)).toBe(true);
  expect(hashApiToken(`${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`)).toBeNull();
  expect(hashApiToken(token.replace("lst_", "lsk_"))).toBeNull();
});

it.each<[string, string | null, string | null]>([
  ["a token", "Bearer lst_x", "lst_x"],
  ["a token, with the scheme in any case", "bearer  lst_x", "lst_x"],
  ["no header", null, null],
  ["an empty header", "", null],
  ["a proxy's own token", "Bearer eyJhbGciOi", null],
  ["a machine's key", "Bearer lsk_x", null],
  ["another scheme", "Basic bHN0Xw==", null],
  ["two tokens", "Bearer lst_x lst_y", null],
])("reads %s", (_name, header, token) => {
  expect(readBearer(header)).toBe(token);
});
