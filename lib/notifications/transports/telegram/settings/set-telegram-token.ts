import { AppError } from "@/lib/base/errors";
import { database } from "@/lib/db/client";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { requireInstanceAdmin } from "@/lib/people/instance/require-instance-admin";
import { telegramAccess } from "../access";
import { getBot } from "../get-bot";
import { keepToken } from "../mutations";
import { getTelegramSettings } from "./get-telegram-settings";
import type { TelegramSettings } from "./schema";

/**
 * Keeps a bot token, sealed, and lets what waited for one go out. One that Telegram refuses is not kept: AppError
 * "unprocessable" with Telegram's words. While Telegram cannot be reached it is kept unproven, since a hub may be set
 * up before its way out is, and a wrong token loses no delivery. For admins of the installation alone.
 */
export async function setTelegramToken({
  user,
  token,
  now,
}: {
  user: { isInstanceAdmin: boolean };
  token: string;
  now: Date;
}): Promise<TelegramSettings> {
  requireInstanceAdmin(user);
  const answer = await getBot({ access: telegramAccess(), token });
  if (answer.kind === "refused") {
    throw new AppError("unprocessable", `The token was not kept. ${answer.message}`, {
      fields: {
        token: `is of no bot that Telegram knows. Copy it from @BotFather again, all of it. ${answer.message}`,
      },
    });
  }
  await keepToken(await database(), { sealed: seal(token, sealKey()), now });
  return getTelegramSettings({ user });
}
