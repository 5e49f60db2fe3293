import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const PREFIX = "lsk_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 32;
// 62^6 > 2^32: six characters hold any CRC-32.
const CHECKSUM_LENGTH = 6;
const AGENT_KEY = /^lsk_[0-9A-Za-z]{38}$/;
const HINT_LENGTH = 8;

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

/** A new key for an agent: `lsk_`, 32 random characters (190 bits), and a checksum that tells a typo from a stranger. */
export function makeAgentKey(): string {
  let key = PREFIX;
  for (let i = 0; i < RANDOM_LENGTH; i++) key += ALPHABET.charAt(randomInt(ALPHABET.length));
  return key + checksum(key);
}

/** Whether a text is formed like a key, checksum included; says nothing about whether a machine has it. */
export function isAgentKey(text: string): boolean {
  return AGENT_KEY.test(text) && text.endsWith(checksum(text.slice(0, -CHECKSUM_LENGTH)));
}

/** What is stored of a key: SHA-256, hex. Enough for 190 random bits, and cheap for every report. */
export function hashAgentKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** The first characters, to recognise a key by. */
export function agentKeyHint(key: string): string {
  return key.slice(0, HINT_LENGTH);
}
