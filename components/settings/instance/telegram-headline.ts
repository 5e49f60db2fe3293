import type { TelegramSettings } from "@/lib/notifications/transports/telegram/settings/schema";

/** Says in a few words how this installation's token fares with Telegram. */
export function telegramHeadline({ answer, bot }: Pick<TelegramSettings, "answer" | "bot">): string {
  switch (answer) {
    case "known":
      return `Messages are sent by @${bot?.username}`;
    case "refused":
      return "Telegram does not accept this token";
    case "unknown":
      return "Telegram could not be asked";
    case "not_asked":
      return "The token cannot be read";
  }
}
