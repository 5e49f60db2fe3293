import { database } from "../db/client";
import { AppError } from "../errors";
import { telegramAccess } from "../notifications/telegram/access";
import { getBot } from "../notifications/telegram/get-bot";
import { keepToken } from "../notifications/transports/telegram/mutations";
import type { TelegramSettings } from "../notifications/transports/telegram/settings/schema";
import { sealKey } from "../secrets/instance-secret";
import { seal } from "../secrets/seal";
import { getTelegramSettings } from "./get-telegram-settings";
import { requireInstanceAdmin } from "./require-instance-admin";

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
