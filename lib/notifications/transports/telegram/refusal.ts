import { createHash } from "node:crypto";
import { z } from "zod";

const refusalSchema = z.object({ token_hash: z.string(), message: z.string() });

/** The text that is kept of a refused token: whose words it was refused with, and of the token no more than its hash. */
export function toRefusal({ token, message }: { token: string; message: string }): string {
  return JSON.stringify({ token_hash: hash(token), message } satisfies z.output<typeof refusalSchema>);
}

/** Why this token is known to be refused; null: it is not. */
export function refusalOf({ kept, token }: { kept: string | null; token: string }): string | null {
  if (kept === null) return null;
  const { token_hash, message } = refusalSchema.parse(JSON.parse(kept));
  return token_hash === hash(token) ? message : null;
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
