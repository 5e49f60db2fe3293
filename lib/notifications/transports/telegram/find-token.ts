import type { Database } from "@/lib/db/client";
import { unseal } from "@/lib/db/secrets/seal";
import { LISTENING_REFUSAL_KEY, REFUSAL_KEY } from "./constants";
import { findRefusal, findSealedToken } from "./data";
import { refusalOf } from "./refusal";

export type BotToken =
  | { source: "variable" | "setting"; token: string; problem: null }
  /** `problem` says what to do. */
  | { source: "setting" | "none"; token: null; problem: string };

const NO_TOKEN =
  "No Telegram bot token is set. Set TELEGRAM_BOT_TOKEN, or have an admin of this installation enter one under Settings → Instance.";
const UNREADABLE =
  "The Telegram bot token cannot be read with this hub's LUNASENTRI_SECRET; an admin of this installation has to enter it again.";

/** The current bot token: TELEGRAM_BOT_TOKEN, else the one from the settings page; without one, what to do about that. */
export async function findToken({
  database,
  sealKey,
  tokenVariable,
}: {
  database: Database;
  sealKey: Buffer;
  tokenVariable: string | null;
}): Promise<BotToken> {
  if (tokenVariable !== null) return { source: "variable", token: tokenVariable, problem: null };
  const sealed = await findSealedToken(database);
  if (sealed === null) return { source: "none", token: null, problem: NO_TOKEN };
  try {
    return { source: "setting", token: unseal(sealed, sealKey), problem: null };
  } catch {
    return { source: "setting", token: null, problem: UNREADABLE };
  }
}

/** Why nothing can be sent to any chat right now, and what to do; null: no known problem. */
export async function findTokenProblem(given: Parameters<typeof findToken>[0]): Promise<string | null> {
  const { token, problem } = await findToken(given);
  return token === null
    ? problem
    : refusalOf({ kept: await findRefusal(given.database, REFUSAL_KEY), token });
}

/** Why this hub receives no messages sent to its bot, although the bot can send, and what to do; null: no known problem. */
export async function findListeningProblem({
  database,
  token,
}: {
  database: Database;
  token: string;
}): Promise<string | null> {
  return refusalOf({ kept: await findRefusal(database, LISTENING_REFUSAL_KEY), token });
}
