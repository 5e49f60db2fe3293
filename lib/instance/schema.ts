import { z } from "zod";
import { botTokenSchema } from "../notifications/telegram/schema";

/** Body of PUT /api/v1/instance/telegram. */
export const putTelegramSchema = z.strictObject({ token: botTokenSchema });

/** How this installation reaches Telegram, as /api/v1 shows it; never the token. */
export const telegramSettingsSchema = z.object({
  /** Where the token in force comes from: TELEGRAM_BOT_TOKEN, this setting, or nowhere. */
  source: z.enum(["variable", "setting", "none"]),
  /** Whether a token was entered here, in force or not. */
  has_setting: z.boolean(),
  /** Whose token it is, as Telegram said just now; null: it did not. */
  bot: z.object({ username: z.string() }).nullable(),
  message: z.string(),
});
export type TelegramSettings = z.output<typeof telegramSettingsSchema>;
