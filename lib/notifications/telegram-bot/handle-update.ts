import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { hashLinkToken } from "../chat-links/link-token";
import { spendLink } from "../chat-links/mutations";
import type { TelegramText } from "../transports/telegram/compose";
import type { Update } from "./decide-poll";
import { decideUpdate, type Place, type UpdateDecision } from "./decide-update";
import { handlePress } from "./handle-press";
import { isHandled, takeUpdate } from "./mutations";
import { GREETING, linkWords } from "./words";

/** What the bot answers. */
export type Reply =
  /** In a chat. `isOwed`: the sender has one of our links, and is always answered; strangers may ask too often. */
  | { kind: "message"; place: Place; words: TelegramText; isOwed: boolean }
  /** To whoever pressed a button, shown for a moment. */
  | { kind: "press"; pressId: string; words: string };

type Given = { database: Database; bot: string; update: Update; now: Date };

/** Does what an update asks for, and moves past it, however often Telegram delivers it. Null: no answer. */
export async function handleUpdate(given: Given): Promise<Reply | null> {
  const { database, bot, update, now } = given;
  const decision = decideUpdate(update);
  if (decision.kind === "start") return handleStart({ ...given, decision });
  if (decision.kind === "nothing") {
    await skipUpdate(given);
    return null;
  }
  const place = { bot, updateId: update.update_id, now };
  // If there are more outages than one transaction handles, the first ones would be taken again.
  if (await isHandled(database, place)) return null;
  const { press } = decision;
  const words = await handlePress({ database, press, now, claim: (tx) => takeUpdate(tx, place) });
  return words === null ? null : { kind: "press", pressId: press.id, words };
}

/** Moves past an update without doing anything for it. */
export async function skipUpdate({ database, bot, update, now }: Given): Promise<void> {
  await transaction((tx) => takeUpdate(tx, { bot, updateId: update.update_id, now }), database);
}

/** A link creates a channel once: in the transaction that moves past the update. */
async function handleStart({
  database,
  bot,
  update,
  now,
  decision: { place, payload },
}: Given & { decision: Extract<UpdateDecision, { kind: "start" }> }): Promise<Reply | null> {
  const hash = hashLinkToken(payload ?? "");
  return transaction(async (tx) => {
    if (!(await takeUpdate(tx, { bot, updateId: update.update_id, now }))) return null;
    if (hash !== null) {
      const answer = await spendLink(tx, { hash, chat: place, now });
      return { kind: "message", place, words: linkWords(answer), isOwed: answer.kind !== "unknown" };
    }
    // In a group the message may have been meant for another bot.
    if (!place.isPrivate) return null;
    const words = payload === null ? GREETING : linkWords({ kind: "unknown" });
    return { kind: "message", place, words, isOwed: false };
  }, database);
}
