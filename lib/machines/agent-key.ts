import { hashToken, isCheckedToken, makeCheckedToken } from "@/lib/db/secrets/checked-token";

const PREFIX = "lsk_";
const HINT_LENGTH = 8;

/** A new key for an agent: `lsk_` and a random part with a checksum. */
export function makeAgentKey(): string {
  return makeCheckedToken(PREFIX);
}

/** Whether a text is well formed as a key, checksum included; not whether a machine has it. */
export function isAgentKey(text: string): boolean {
  return isCheckedToken({ prefix: PREFIX, text });
}

/** The stored form of a key. */
export function hashAgentKey(key: string): string {
  return hashToken(key);
}

/** The first characters, by which people recognise a key. */
export function agentKeyHint(key: string): string {
  return key.slice(0, HINT_LENGTH);
}
