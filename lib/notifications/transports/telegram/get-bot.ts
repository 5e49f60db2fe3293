import { z } from "zod";
import { withoutFullStop } from "@/lib/base/text";
import type { TelegramAccess } from "./access";
import { callTelegram } from "./client";
import { isTokenRefused, telegramAnswer } from "./decide";

const TIMEOUT_MS = 5_000;

const botSchema = z.object({ username: z.string() });

/** The bot that a token belongs to, as Telegram says. `message` is for people, a whole sentence. */
export type BotAnswer =
  | { kind: "known"; username: string }
  | { kind: "refused"; message: string }
  /** Telegram did not answer; the token may be valid. */
  | { kind: "unknown"; message: string };

/** Asks Telegram which bot a token belongs to. Never throws. */
export async function getBot({
  access,
  token,
}: {
  access: TelegramAccess;
  token: string;
}): Promise<BotAnswer> {
  const answer = await callTelegram({ access, token, method: "getMe", timeoutMs: TIMEOUT_MS });
  if (answer.kind === "failed") return { kind: "unknown", message: sentence(answer.message) };
  const bot = botSchema.safeParse(answer.result);
  if (answer.isOk && bot.success) return { kind: "known", username: bot.data.username };
  // Without Telegram's own words somebody else has answered, for instance at a wrong TELEGRAM_API_URL.
  const isRefused = isTokenRefused(answer) && answer.description !== null;
  return { kind: isRefused ? "refused" : "unknown", message: sentence(telegramAnswer(answer)) };
}

function sentence(words: string): string {
  return `${withoutFullStop(words)}.`;
}
