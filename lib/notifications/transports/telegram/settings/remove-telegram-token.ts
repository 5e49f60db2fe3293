import { database } from "../db/client";
import { dropToken } from "../notifications/transports/telegram/mutations";
import { requireInstanceAdmin } from "./require-instance-admin";

/** Forgets the bot token that was entered; TELEGRAM_BOT_TOKEN, if it is set, stays in force. For admins of the installation alone. */
export async function removeTelegramToken({ user }: { user: { isInstanceAdmin: boolean } }): Promise<void> {
  requireInstanceAdmin(user);
  await dropToken(await database());
}
