import { hash, verify } from "@node-rs/argon2";

// OWASP's minimum for Argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The hash of random bytes that nobody knows, so that an unknown account takes as long as a wrong password.
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$2ItfJ9YjXDk821qwLMbHaA$qMViOxsZXw02iuhX4CFG/oxOqORvM5g8Ez5P0RdRTNg";

/** The Argon2id hash of a password in its one normal form, to be stored. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), COST);
}

// Keyboards and systems write "ü" in two ways. Hashes that are older than the normal form may be of either.
function formsOf(password: string): string[] {
  return [...new Set([password.normalize("NFC"), password, password.normalize("NFD")])];
}

/** Whether the password matches the hash, however its letters are composed. Null (no such account) takes as long and returns false. */
export async function verifyPassword({
  passwordHash,
  password,
}: {
  passwordHash: string | null;
  password: string;
}): Promise<boolean> {
  for (const form of formsOf(password)) {
    if (await verify(passwordHash ?? NOBODYS_HASH, form)) return passwordHash !== null;
  }
  return false;
}
