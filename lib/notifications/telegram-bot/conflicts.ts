import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { LISTENING_REFUSAL_KEY } from "../transports/telegram/constants";
import { keepRefusal } from "../transports/telegram/mutations";
import { toRefusal } from "../transports/telegram/refusal";

/** Two programs that listen take turns in being refused: one that is refused now and then is not alone. */
const MEMORY_MS = 5 * 60_000;
/** One that has just died may be listening still, as far as Telegram knows. */
const FIRST_PAUSE_MS = 3_000;
const PAUSE_MS = 30_000;

type Rival = "webhook" | "listener";

const CONSEQUENCE =
  "Until then chats cannot be linked with a link, and buttons under messages do nothing; messages still go out.";

const WORDS: Record<Rival, string> = {
  webhook: `A webhook is set for this bot, so this hub does not receive what is said to it. Give LunaSentri a bot of its own, or remove the webhook: open https://api.telegram.org/bot<token>/deleteWebhook with the bot's token. ${CONSEQUENCE}`,
  listener: `Another program, perhaps another LunaSentri, receives updates with the same bot token, and Telegram lets only one do so. Give each of them a bot of its own. ${CONSEQUENCE}`,
};

/** Who else takes a bot's updates, as it is shown to the installation's admins. */
export class Conflicts {
  private readonly log = logger("telegram");
  private lastMs = Number.NEGATIVE_INFINITY;
  // One that was kept by an earlier worker may be over.
  private mayBeKept = true;

  constructor(private readonly database: Database) {}

  /** Somebody else was given what the bot was told. For how long to leave it to them. */
  async note({ conflictWith, token }: { conflictWith: Rival; token: string }): Promise<number> {
    const isCertain = conflictWith === "webhook" || performance.now() - this.lastMs < MEMORY_MS;
    if (conflictWith === "listener") this.lastMs = performance.now();
    if (!isCertain) return FIRST_PAUSE_MS;
    this.log.error({ conflictWith }, "Somebody else listens to the Telegram bot");
    this.mayBeKept = true;
    await this.keep(toRefusal({ token, message: WORDS[conflictWith] }));
    return PAUSE_MS;
  }

  /** Telegram has let this hub listen. */
  async noteNone(): Promise<void> {
    if (!this.mayBeKept || performance.now() - this.lastMs < MEMORY_MS) return;
    await this.keep(null);
    this.mayBeKept = false;
  }

  private keep(refusal: string | null): Promise<void> {
    return keepRefusal(this.database, { key: LISTENING_REFUSAL_KEY, refusal, now: new Date() });
  }
}
