import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import type { TelegramAccess } from "./access";
import { REFUSAL_KEY } from "./constants";
import { findRefusal } from "./data";
import { findToken } from "./find-token";
import { getBot } from "./get-bot";
import { keepRefusal } from "./mutations";
import { refusalOf, toRefusal } from "./refusal";

/** How often Telegram is asked whether it takes a refused token again. */
const ASK_AGAIN_MS = 60_000;

/** The bot token as one that works with it sees it: not while it is known to be refused. */
export class UsableToken {
  private readonly log = logger("telegram");
  private askedMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly given: { database: Database; sealKey: Buffer; telegram: TelegramAccess }) {}

  /** The token; null: there is none, or it is refused. Whether it is taken again is asked now and then. */
  async find(): Promise<string | null> {
    const { database, sealKey, telegram } = this.given;
    const { token } = await findToken({ database, sealKey, tokenVariable: telegram.tokenVariable });
    if (token === null || refusalOf({ kept: await findRefusal(database, REFUSAL_KEY), token }) === null)
      return token;
    const nowMs = performance.now();
    if (nowMs - this.askedMs < ASK_AGAIN_MS) return null;
    this.askedMs = nowMs;
    if ((await getBot({ access: telegram, token })).kind !== "known") return null;
    await keepRefusal(database, { key: REFUSAL_KEY, refusal: null, now: new Date() });
    return token;
  }

  /** Telegram has just refused it, with these words. */
  async refuse({ token, message }: { token: string; message: string }): Promise<void> {
    this.askedMs = performance.now();
    this.log.error({ reason: message }, "The Telegram bot token is refused");
    const refusal = toRefusal({ token, message });
    await keepRefusal(this.given.database, { key: REFUSAL_KEY, refusal, now: new Date() });
  }
}
