import { createHash } from "node:crypto";
import { z } from "zod";

const refusalSchema = z.object({ token_hash: z.string(), message: z.string() });

/** What is stored about a refused token: the words of the refusal, and no more than a hash of the token. */
export function toRefusal({ token, message }: { token: string; message: string }): string {
  return JSON.stringify({ token_hash: hash(token), message } satisfies z.output<typeof refusalSchema>);
}

/** The words with which this token was refused; null: it was not. */
export function refusalOf({ kept, token }: { kept: string | null; token: string }): string | null {
  if (kept === null) return null;
  const { token_hash, message } = refusalSchema.parse(JSON.parse(kept));
  return token_hash === hash(token) ? message : null;
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
