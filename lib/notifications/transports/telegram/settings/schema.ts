import { z } from "zod";
import { botTokenSchema } from "@/lib/base/bot-token";

/** Body of PUT /api/v1/instance/telegram. */
export const putTelegramSchema = z.strictObject({ token: botTokenSchema });

/** How this installation reaches Telegram, as /api/v1 shows it; never the token. */
export const telegramSettingsSchema = z
  .object({
    source: z
      .enum(["variable", "setting", "none"])
      .describe("Where the token in force comes from: TELEGRAM_BOT_TOKEN, this setting, or nowhere."),
    has_setting: z.boolean().describe("Whether a token was entered here, in force or not."),
    bot: z
      .object({ username: z.string() })
      .nullable()
      .describe("Whose token it is, as Telegram said just now; null: it did not."),
    message: z.string(),
    listening_problem: z
      .string()
      .nullable()
      .describe(
        "Why nothing that is said to the bot is heard here, though it may write, and what to do; null: nothing is known to be wrong.",
      ),
  })
  .meta({ id: "TelegramSettings" });
export type TelegramSettings = z.output<typeof telegramSettingsSchema>;
