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
 * Makes a link for one chat, good for 15 minutes, which is in this answer and never again. Whoever opens it there proves
 * that the chat is theirs. Throws AppError "not_found" for a channel that is not there, "unprocessable" for one of another
 * type, "conflict" with what to do while the bot cannot be spoken to.
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
      throw new AppError("unprocessable", "Only a Telegram channel leads to a chat.");
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
  const words = bot.kind === "refused" ? "The Telegram bot token is refused" : "Telegram could not be asked";
  throw new AppError("conflict", `${words}, so no link can be made. ${bot.message}`);
}
