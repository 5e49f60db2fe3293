import { EventEmitter, once } from "node:events";

type Update = { update_id: number; [kind: string]: unknown };

/** Telegram's own words to a caller of getUpdates whose updates go elsewhere, after "Conflict: ". */
const WEBHOOK_SET =
  "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running";

/**
 * What people say to a bot, as getUpdates returns it: kept until a higher offset confirms it, in batches, held open
 * while there is nothing, and only for the latest caller.
 */
export class Updates {
  /** Requests for updates so far. */
  askCount = 0;
  /** How long a request is held open at most, whatever its timeout says. */
  maxHoldMs = Number.POSITIVE_INFINITY;
  hasWebhook = false;
  private nextId = 700_000;
  private kept: Update[] = [];
  private readonly events = new EventEmitter();

  /** Adds an update; returns its id. */
  add(kinds: Record<string, unknown>): number {
    const update_id = this.nextId++;
    this.kept.push({ update_id, ...kinds });
    this.events.emit("news");
    return update_id;
  }

  /** Somebody writes in a chat: their own with the bot, or a group (a negative id), possibly in a topic. */
  say({ chatId, text, topic }: { chatId: number; text: string; topic?: number }): number {
    const chat =
      chatId < 0
        ? { id: chatId, type: "supergroup", title: `Group ${-chatId}` }
        : { id: chatId, type: "private", first_name: "Ada", last_name: `Number ${chatId}` };
    const thread = topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true };
    return this.add({ message: { message_id: this.nextId, date: 0, chat, text, ...thread } });
  }

  /** What is not confirmed yet. */
  get unconfirmed(): number {
    return this.kept.length;
  }

  /** Restarts all following numbers, as after a week without updates. */
  restartNumbers(at: number): void {
    this.nextId = at;
  }

  /** Resolves at the next request for updates. */
  async asked(): Promise<void> {
    await once(this.events, "asked");
  }

  /** The updates; the words of a refusal; or "gone" if the caller has left. */
  async ask(
    { offset = 0, limit = 100, timeout = 0 }: { offset?: number; limit?: number; timeout?: number },
    gone: Promise<"gone">,
  ): Promise<Update[] | string> {
    this.askCount++;
    this.events.emit("asked");
    if (this.hasWebhook) return WEBHOOK_SET;
    this.kept = this.kept.filter(({ update_id }) => update_id >= offset);
    const turn = this.askCount;
    const holdMs = Math.min(timeout * 1_000, this.maxHoldMs);
    const over = AbortSignal.timeout(holdMs);
    while (this.kept.length === 0 && !over.aborted) {
      const woken = await Promise.race([
        gone,
        once(this.events, "news", { signal: over }).then(
          () => "news" as const,
          () => "over" as const,
        ),
        once(this.events, "asked", { signal: over }).then(
          () => "asked" as const,
          () => "over" as const,
        ),
      ]);
      if (woken === "gone") return woken;
      if (woken === "asked" && this.askCount > turn) return TERMINATED;
    }
    return this.kept.slice(0, limit);
  }
}
