import { hkdfSync } from "node:crypto";

const PURPOSES = {
  seal: "seal v1",
  session: "session v1",
  check: "check v1",
  attempts: "attempts v1",
} as const;

/** A 256-bit key for one purpose, made from the instance secret: knowing one says nothing about the others. */
export function deriveKey({ secret, purpose }: { secret: string; purpose: keyof typeof PURPOSES }): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "lunasentri", PURPOSES[purpose], 32));
}
