import { hashLinkToken } from "../../../chat-links/link-token";
import { spendLink } from "../../../chat-links/mutations";
import type { Database } from "../../../db/client";
import { transaction } from "../../../db/transaction";
import type { TelegramText } from "../compose";
import type { Update } from "./decide-poll";
import { decideUpdate, type Place } from "./decide-update";
import { takeUpdate } from "./mutations";
import { GREETING, linkWords } from "./words";

/** What the bot answers in a chat. `isOwed`: whoever asked holds a link of ours; strangers may ask too often. */
export type Reply = { place: Place; words: TelegramText; isOwed: boolean };

/**
 * Does what an update asks for and moves on past it, in one transaction: once, however often Telegram gives it out. Null:
 * there is nothing to answer.
 */
export async function handleUpdate({
  database,
  bot,
  update,
  now,
}: {
  database: Database;
  bot: string;
  update: Update;
  now: Date;
}): Promise<Reply | null> {
  const decision = decideUpdate(update);
  const hash = decision.kind === "start" ? hashLinkToken(decision.payload ?? "") : null;
  return transaction(async (tx) => {
    if (!(await takeUpdate(tx, { bot, updateId: update.update_id, now }))) return null;
    if (decision.kind === "nothing") return null;
    const { place, payload } = decision;
    if (hash === null) {
      // In a group it may have been meant for another bot.
      if (!place.isPrivate) return null;
      return { place, words: payload === null ? GREETING : linkWords({ kind: "unknown" }), isOwed: false };
    }
    const answer = await spendLink(tx, { hash, chat: place, now });
    return { place, words: linkWords(answer), isOwed: answer.kind !== "unknown" };
  }, database);
}

/** Moves on past an update without doing anything for it. */
export async function skipUpdate({
  database,
  bot,
  update,
  now,
}: Parameters<typeof handleUpdate>[0]): Promise<void> {
  await transaction((tx) => takeUpdate(tx, { bot, updateId: update.update_id, now }), database);
}
