import { hash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 32;
// 62^6 > 2^32: six characters hold any CRC-32.
const CHECKSUM_LENGTH = 6;
const BODY = /^[0-9A-Za-z]{38}$/;

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

/** A new secret: the prefix, 32 random characters (190 bits), and a checksum that tells a typo from an unknown secret. */
export function makeCheckedToken(prefix: string): string {
  let token = prefix;
  for (let i = 0; i < RANDOM_LENGTH; i++) token += ALPHABET.charAt(randomInt(ALPHABET.length));
  return token + checksum(token);
}

/** Whether a text is well formed as a secret with this prefix, checksum included; not whether it was ever issued. */
export function isCheckedToken({ prefix, text }: { prefix: string; text: string }): boolean {
  return (
    text.startsWith(prefix) &&
    BODY.test(text.slice(prefix.length)) &&
    text.endsWith(checksum(text.slice(0, -CHECKSUM_LENGTH)))
  );
}

/** The stored form of such a secret: SHA-256, hex. Enough for 190 random bits, and cheap enough for every report. */
export function hashToken(token: string): string {
  return hash("sha256", token);
}
