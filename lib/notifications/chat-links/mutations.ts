import type { Tx } from "@/lib/db/client";
import type { ChatLinkRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { roleSchema } from "@/lib/people/teams/schema";
import type { TeamScope } from "@/lib/people/teams/scope";
import { GENERAL_TOPIC, toConfigText } from "../transports/telegram/config";
import { telegram } from "../transports/telegram/type";
import { decideLink, freeName, type LinkAnswer } from "./decide";

/** Adds a link to the caller's team. */
export async function insertLink({
  scope: { teamId, userId },
  ...data
}: {
  scope: TeamScope;
  channelId: number | null;
  hash: string;
  createdAt: Date;
  expiresAt: Date;
}): Promise<ChatLinkRecord> {
  return transaction((tx) => tx.chatLink.create({ data: { ...data, teamId, createdBy: userId } }));
}

type AnsweringChat = { chatId: number; threadId: number | null; name: string };

/**
 * Uses a link for the chat that answered it: creates its team's channel, or points the link's channel to this chat.
 * Within the transaction that takes the chat's message.
 */
export async function spendLink(
  tx: Tx,
  { hash, chat, now }: { hash: string; chat: AnsweringChat; now: Date },
): Promise<LinkAnswer> {
  // Writes the value that is there already: that locks the row, so what is read next stays true.
  await tx.chatLink.updateMany({ where: { hash }, data: { hash } });
  const found = await tx.chatLink.findUnique({
    where: { hash },
    include: { membership: { select: { role: true, team: { select: { name: true } } } } },
  });
  const decision = decideLink({
    link: found === null ? null : { ...found, role: roleSchema.parse(found.membership.role) },
    now,
  });
  if (found === null || decision.kind !== "good")
    return decision.kind === "good" ? { kind: "unknown" } : decision;
  const channel = await leadTo(tx, { link: found, chat, now });
  await tx.chatLink.update({
    where: { hash },
    data: { usedAt: now, chatName: chat.name, channelId: channel.id },
  });
  const { isNew, name } = channel;
  return {
    kind: isNew ? "linked" : "linked_already",
    teamName: found.membership.team.name,
    channelName: name,
  };
}

async function leadTo(
  tx: Tx,
  { link, chat, now }: { link: ChatLinkRecord; chat: AnsweringChat; now: Date },
): Promise<{ id: number; name: string; isNew: boolean }> {
  const { teamId, channelId } = link;
  const config = toConfigText({ chat_id: chat.chatId, message_thread_id: chat.threadId });
  const { type } = telegram;
  const channels = await tx.channel.findMany({
    where: { teamId },
    select: { id: true, name: true, type: true, config: true },
    orderBy: { id: "asc" },
  });
  if (channelId !== null) {
    // The new address has not failed yet.
    const data = { config, failedAt: null, failingSince: null, updatedAt: now };
    const { id, name } = await tx.channel.update({ where: { id: channelId }, data });
    return { id, name, isNew: true };
  }
  const places = chat.threadId === null ? [null, GENERAL_TOPIC] : [chat.threadId];
  const configs = places.map((topic) => toConfigText({ chat_id: chat.chatId, message_thread_id: topic }));
  const same = channels.find((channel) => channel.type === type && configs.includes(channel.config));
  if (same !== undefined) return { ...same, isNew: false };
  const name = freeName({ wanted: chat.name, taken: new Set(channels.map((channel) => channel.name)) });
  const { id } = await tx.channel.create({
    data: { teamId, type, name, isActive: true, config, createdAt: now, updatedAt: now },
  });
  return { id, name, isNew: true };
}
