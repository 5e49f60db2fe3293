import { type TelegramAccess, telegramAccess } from "@/lib/notifications/transports/telegram/access";

/** Has this process speak to a Telegram server of the test's own, with this token. */
export function pointTelegramAt(server: Pick<TelegramAccess, "apiUrl" | "tokenVariable">): void {
  const { apiUrl, tokenVariable } = server;
  Object.assign(telegramAccess(), { apiUrl, tokenVariable });
}
