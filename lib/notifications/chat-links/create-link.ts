import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { database } from "@/lib/db/client";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findChannel } from "../channels/data";
import { channelNotFound } from "../channels/get-channel";
import { telegramAccess } from "../transports/telegram/access";
import { findListeningProblem, findToken } from "../transports/telegram/find-token";
import { getBot } from "../transports/telegram/get-bot";
import { makeLinkToken } from "./link-token";
import { insertLink } from "./mutations";
import type { CreatedChatLink, createLinkSchema } from "./schema";
import { toLinkView } from "./view";

const LIFETIME_MS = 15 * 60_000;

/**
 * Creates a link for one chat. It expires after 15 minutes and is in this answer only. Whoever opens it in a chat
 * proves that the chat is theirs. Throws AppError "not_found" for an unknown channel, "unprocessable" for one of
 * another type, "conflict" with what to do while the bot cannot be reached.
 */
export async function createLink({
  scope,
  input: { channel_id },
  now,
}: {
  scope: TeamScope;
  input: z.output<typeof createLinkSchema>;
  now: Date;
}): Promise<CreatedChatLink> {
  requirePermission(scope, "channels.write");
  if (channel_id !== undefined) {
    const channel = await findChannel({ scope, id: channel_id });
    if (channel === null) throw channelNotFound();
    if (channel.type !== "telegram")
      throw new AppError("unprocessable", "Only a Telegram channel can be linked to a chat.");
  }
  const username = await findBotName();
  const { token, hash } = makeLinkToken();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const row = await insertLink({ scope, channelId: channel_id ?? null, hash, createdAt: now, expiresAt });
  return {
    ...toLinkView({ row, now }),
    url: `https://t.me/${username}?start=${token}`,
    group_url: `https://t.me/${username}?startgroup=${token}`,
    command: `/start@${username} ${token}`,
  };
}

async function findBotName(): Promise<string> {
  const access = telegramAccess();
  const given = { database: await database(), sealKey: sealKey(), tokenVariable: access.tokenVariable };
  const { token, problem } = await findToken(given);
  if (token === null) throw new AppError("conflict", problem);
  const deaf = await findListeningProblem({ database: given.database, token });
  if (deaf !== null) throw new AppError("conflict", deaf);
  const bot = await getBot({ access, token });
  if (bot.kind === "known") return bot.username;
  const words = bot.kind === "refused" ? "Telegram refused the bot token" : "Telegram could not be reached";
  throw new AppError("conflict", `${words}, so no link can be created. ${bot.message}`);
}
