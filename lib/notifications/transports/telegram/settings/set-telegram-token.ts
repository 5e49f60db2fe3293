import { AppError } from "@/lib/base/errors";
import { database } from "@/lib/db/client";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { requireInstanceAdmin } from "@/lib/people/instance/require-instance-admin";
import { telegramAccess } from "../access";
import { getBot } from "../get-bot";
import { storeToken } from "../mutations";
import { getTelegramSettings } from "./get-telegram-settings";
import type { TelegramSettings } from "./schema";

/**
 * Stores a bot token, sealed, and lets what has been waiting for one go out. Throws AppError "unprocessable" with
 * Telegram's words for a token that Telegram refuses. While Telegram cannot be reached the token is stored unchecked: a
 * hub may be set up before its internet access is, and a wrong token loses no delivery. Only for admins of the
 * installation.
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
    throw new AppError("unprocessable", `The token was not saved. ${answer.message}`, {
      fields: {
        token: `Telegram doesn't recognise this token. Copy it again from @BotFather. ${answer.message}`,
      },
    });
  }
  await storeToken(await database(), { sealed: seal(token, sealKey()), now });
  return getTelegramSettings({ user });
}
