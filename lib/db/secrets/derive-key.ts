import { hkdfSync } from "node:crypto";

const PURPOSES = {
  seal: "seal v1",
  session: "session v1",
  check: "check v1",
  attempts: "attempts v1",
  setup: "setup v1",
  browser: "browser v1",
} as const;

/** Derives a 256-bit key for one purpose from the instance secret. One key reveals nothing about the others. */
export function deriveKey({ secret, purpose }: { secret: string; purpose: keyof typeof PURPOSES }): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "lunasentri", PURPOSES[purpose], 32));
}
