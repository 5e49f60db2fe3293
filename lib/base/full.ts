import { AppError } from "./errors";
import { limitReached } from "./limit-log";

/**
 * Throws AppError "conflict" if there are more than `max` of something, the new one included. Call it in the transaction
 * that adds one, after that: on SQLite a transaction must begin with a write.
 */
export function refuseBeyond({
  max,
  count,
  what,
  who,
  advice,
}: {
  max: number;
  count: number;
  /** What is limited, such as "machines of one team". */
  what: string;
  who: string;
  /** What to do, as a sentence. */
  advice: string;
}): void {
  if (count <= max) return;
  limitReached({ limit: what, who });
  throw new AppError("conflict", `There are already ${max} ${what}, which is the most. ${advice}`);
}
