import type { Dispatcher } from "undici";
import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { outboundAgent } from "@/lib/http/outbound-agent";

/** How this hub reaches Telegram. */
export type TelegramAccess = {
  agent: Dispatcher;
  apiUrl: string;
  /** TELEGRAM_BOT_TOKEN; null: unset. */
  tokenVariable: string | null;
};

/**
 * The access of this process, from its settings. The agent has no guard: whoever runs the hub chose TELEGRAM_API_URL, which
 * may well be a private address, and this agent is used for nothing else.
 */
export function telegramAccess(): TelegramAccess {
  return processState("telegram", () => ({
    agent: outboundAgent({ guard: null, proxies: env().proxies, connections: 16 }),
    apiUrl: env().telegramApiUrl,
    tokenVariable: env().telegramBotToken,
  }));
}
