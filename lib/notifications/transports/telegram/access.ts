import { Agent, type Dispatcher } from "undici";
import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";

/** How this hub reaches Telegram. */
export type TelegramAccess = {
  agent: Dispatcher;
  apiUrl: string;
  /** TELEGRAM_BOT_TOKEN; null: unset. */
  tokenVariable: string | null;
};

/**
 * This process's access, by its settings. The agent has no guard: TELEGRAM_API_URL was chosen by whoever runs the hub, may
 * well be a private address, and is the only one this agent is used for.
 */
export function telegramAccess(): TelegramAccess {
  return processState("telegram", () => ({
    agent: new Agent({ connections: 16, keepAliveTimeout: 4_000, connect: { timeout: 5_000 } }),
    apiUrl: env().telegramApiUrl,
    tokenVariable: env().telegramBotToken,
  }));
}
