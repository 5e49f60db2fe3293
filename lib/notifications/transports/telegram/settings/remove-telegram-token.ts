import { database } from "@/lib/db/client";
import { requireInstanceAdmin } from "@/lib/people/instance/require-instance-admin";
import { dropToken } from "../mutations";

/** Deletes the bot token that was entered; TELEGRAM_BOT_TOKEN, if it is set, stays in force. Only for admins of the installation. */
export async function removeTelegramToken({ user }: { user: { isInstanceAdmin: boolean } }): Promise<void> {
  requireInstanceAdmin(user);
  await dropToken(await database());
}
