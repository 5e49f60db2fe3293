import { expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password";

it("accepts the right password, and refuses a wrong one and an account that does not exist", async () => {
  const passwordHash = await hashPassword("correct horse battery");
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword({ passwordHash, password: "correct horse battery" })).toBe(true);
  expect(await verifyPassword({ passwordHash, password: "correct horse batterz" })).toBe(false);
  expect(await verifyPassword({ passwordHash: null, password: "correct horse battery" })).toBe(false);
});
