import { z } from "zod";
import { botTokenSchema } from "@/lib/base/bot-token";

/** Body of PUT /api/v1/instance/telegram. */
export const putTelegramSchema = z.strictObject({ token: botTokenSchema });

/** How this installation reaches Telegram, as /api/v1 shows it; never the token. */
export const telegramSettingsSchema = z
  .object({
    source: z
      .enum(["variable", "setting", "none"])
      .describe("Where the current token comes from: TELEGRAM_BOT_TOKEN, this setting, or nowhere."),
    has_setting: z.boolean().describe("Whether a token was entered here, even if another one is in use."),
    bot: z
      .object({ username: z.string() })
      .nullable()
      .describe(
        "The bot that the token belongs to, according to Telegram just now. Null: Telegram did not say.",
      ),
    answer: z
      .enum(["known", "refused", "unknown", "not_asked"])
      .describe(
        "What Telegram said of the token just now. `unknown`: Telegram could not be asked, and the token may be right. `not_asked`: there is no token that this hub can read.",
      ),
    message: z.string(),
    listening_problem: z
      .string()
      .nullable()
      .describe(
        "Why this hub receives no messages sent to the bot, although the bot can send, and what to do. Null: no known problem.",
      ),
  })
  .meta({ id: "TelegramSettings" });
export type TelegramSettings = z.output<typeof telegramSettingsSchema>;
