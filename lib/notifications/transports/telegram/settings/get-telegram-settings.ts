import { database } from "@/lib/db/client";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { requireInstanceAdmin } from "@/lib/people/instance/require-instance-admin";
import { type TelegramAccess, telegramAccess } from "../access";
import { findSealedToken } from "../data";
import { type BotToken, findListeningProblem, findToken } from "../find-token";
import { getBot } from "../get-bot";
import type { TelegramSettings } from "./schema";

/** How this installation reaches Telegram at this moment, as Telegram itself says. Only for its admins. */
export async function getTelegramSettings({
  user,
}: {
  user: { isInstanceAdmin: boolean };
}): Promise<TelegramSettings> {
  requireInstanceAdmin(user);
  const access = telegramAccess();
  const db = await database();
  const found = await findToken({
    database: db,
    sealKey: sealKey(),
    tokenVariable: access.tokenVariable,
  });
  const has_setting = (await findSealedToken(db)) !== null;
  const { token } = found;
  const listening_problem = token === null ? null : await findListeningProblem({ database: db, token });
  return { source: found.source, has_setting, listening_problem, ...(await sayWhose({ access, found })) };
}

async function sayWhose({
  access,
  found,
}: {
  access: TelegramAccess;
  found: BotToken;
}): Promise<Pick<TelegramSettings, "bot" | "answer" | "message">> {
  if (found.token === null) return { bot: null, answer: "not_asked", message: found.problem };
  const answer = await getBot({ access, token: found.token });
  switch (answer.kind) {
    case "known":
      return {
        bot: { username: answer.username },
        answer: answer.kind,
        message: `Telegram knows this bot as @${answer.username}.`,
      };
    case "refused":
      return {
        bot: null,
        answer: answer.kind,
        message: `The token is refused: enter the one that @BotFather shows now. ${answer.message}`,
      };
    case "unknown":
      return {
        bot: null,
        answer: answer.kind,
        message: `LunaSentri could not ask Telegram which bot this token belongs to: ${answer.message}`,
      };
  }
}
