import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import type { TelegramAccess } from "./access";
import { REFUSAL_KEY } from "./constants";
import { findRefusal } from "./data";
import { findToken } from "./find-token";
import { getBot } from "./get-bot";
import { storeRefusal } from "./mutations";
import { refusalOf, toRefusal } from "./refusal";

/** Telegram is asked no more often than this whether it accepts a refused token again. */
const ASK_AGAIN_MS = 60_000;

/** The bot token for a worker: none while Telegram is known to refuse it. */
export class UsableToken {
  private readonly log = logger("telegram");
  private askedMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly given: { database: Database; sealKey: Buffer; telegram: TelegramAccess }) {}

  /** The token; null: no token is set, or Telegram refuses it. Now and then Telegram is asked whether it still does. */
  async find(): Promise<string | null> {
    const { database, sealKey, telegram } = this.given;
    const { token } = await findToken({ database, sealKey, tokenVariable: telegram.tokenVariable });
    if (token === null || refusalOf({ kept: await findRefusal(database, REFUSAL_KEY), token }) === null)
      return token;
    const nowMs = performance.now();
    if (nowMs - this.askedMs < ASK_AGAIN_MS) return null;
    this.askedMs = nowMs;
    if ((await getBot({ access: telegram, token })).kind !== "known") return null;
    await storeRefusal(database, { key: REFUSAL_KEY, refusal: null, now: new Date() });
    return token;
  }

  /** Notes that Telegram has just refused the token, with these words. */
  async refuse({ token, message }: { token: string; message: string }): Promise<void> {
    this.askedMs = performance.now();
    this.log.error({ reason: message }, "The Telegram bot token is refused");
    const refusal = toRefusal({ token, message });
    await storeRefusal(this.given.database, { key: REFUSAL_KEY, refusal, now: new Date() });
  }
}
