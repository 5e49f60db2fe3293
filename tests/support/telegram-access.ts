import { type TelegramAccess, telegramAccess } from "@/lib/notifications/transports/telegram/access";

/** Makes this process use the test's own Telegram server, with this token. */
export function pointTelegramAt(server: Pick<TelegramAccess, "apiUrl" | "tokenVariable">): void {
  const { apiUrl, tokenVariable } = server;
  Object.assign(telegramAccess(), { apiUrl, tokenVariable });
}
