import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { LISTENING_REFUSAL_KEY } from "../transports/telegram/constants";
import { storeRefusal } from "../transports/telegram/mutations";
import { toRefusal } from "../transports/telegram/refusal";

/** Two programs that receive updates are refused in turns: if this one is refused now and then, there is another. */
const MEMORY_MS = 5 * 60_000;
/** One that has just died may still be receiving, as far as Telegram knows. */
const FIRST_PAUSE_MS = 3_000;
const PAUSE_MS = 30_000;

type Rival = "webhook" | "listener";

const CONSEQUENCE =
  "Until then chats cannot be linked with a link, and buttons under messages do nothing; messages are still sent.";

const WORDS: Record<Rival, string> = {
  webhook: `A webhook is set for this bot, so this hub does not receive the messages sent to it. Give LunaSentri a bot of its own, or remove the webhook: open https://api.telegram.org/bot<token>/deleteWebhook with the bot's token. ${CONSEQUENCE}`,
  listener: `Another program, perhaps another LunaSentri, receives updates with the same bot token, and Telegram allows only one. Give each of them a bot of its own. ${CONSEQUENCE}`,
};

/** Another program that gets the bot's updates, as it is shown to the installation's admins. */
export class Conflicts {
  private readonly log = logger("telegram");
  private lastMs = Number.NEGATIVE_INFINITY;
  // A conflict that an earlier worker recorded may be over.
  private mayBeKept = true;

  constructor(private readonly database: Database) {}

  /** Another program got the bot's updates. Returns how long to leave them to it. */
  async note({ conflictWith, token }: { conflictWith: Rival; token: string }): Promise<number> {
    const isCertain = conflictWith === "webhook" || performance.now() - this.lastMs < MEMORY_MS;
    if (conflictWith === "listener") this.lastMs = performance.now();
    if (!isCertain) return FIRST_PAUSE_MS;
    this.log.error({ conflictWith }, "Another program receives the Telegram bot's updates");
    this.mayBeKept = true;
    await this.keep(toRefusal({ token, message: WORDS[conflictWith] }));
    return PAUSE_MS;
  }

  /** Telegram has given updates to this hub. */
  async noteNone(): Promise<void> {
    if (!this.mayBeKept || performance.now() - this.lastMs < MEMORY_MS) return;
    await this.keep(null);
    this.mayBeKept = false;
  }

  private keep(refusal: string | null): Promise<void> {
    return storeRefusal(this.database, { key: LISTENING_REFUSAL_KEY, refusal, now: new Date() });
  }
}
