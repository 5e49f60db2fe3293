import { createHmac, timingSafeEqual } from "node:crypto";

// Crockford's base 32: no letter that looks like a digit.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LOOKALIKES: Record<string, string> = { O: "0", I: "1", L: "1" };
const LENGTH = 12;
const GROUP = 4;

/** The code that proves that somebody can read what the hub prints, as XXXX-XXXX-XXXX: 60 bits. */
export function makeSetupCode({ key, salt }: { key: Buffer; salt: string }): string {
  const bytes = createHmac("sha256", key).update(salt).digest().subarray(0, LENGTH);
  const letters = [...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
  return letters.replace(new RegExp(`(.{${GROUP}})(?=.)`, "g"), "$1-");
}

/** Whether this is the code, however somebody typed it. */
export function isSetupCode({ given, code }: { given: string; code: string }): boolean {
  const [left, right] = [given, code].map((text) => Buffer.from(normal(text)));
  return (
    left !== undefined && right !== undefined && left.length === right.length && timingSafeEqual(left, right)
  );
}

function normal(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replace(/[OIL]/g, (letter) => LOOKALIKES[letter] ?? letter);
}
