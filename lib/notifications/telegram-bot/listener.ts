import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { Lease } from "@/lib/db/leases/lease";
import { hashToken } from "@/lib/db/secrets/checked-token";
import { isUnavailable } from "@/lib/db/unavailable";
import type { TelegramAccess } from "../transports/telegram/access";
import { callTelegram } from "../transports/telegram/client";
import { toTopic } from "../transports/telegram/config";
import { UsableToken } from "../transports/telegram/usable-token";
import { Conflicts } from "./conflicts";
import { decidePoll, type PollDecision, type Update } from "./decide-poll";
import { handleUpdate, type Reply, skipUpdate } from "./handle-update";
import { openUpdateOffset } from "./mutations";

/** How long Telegram keeps a request open while there are no updates. */
const POLL_S = 25;
const POLL_TIMEOUT_MS = (POLL_S + 10) * 1_000;
const BATCH = 20;
const REPLY_TIMEOUT_MS = 5_000;
/** Strangers are answered no more often: a bot may send thirty messages a second, and they are for alerts. */
const STRANGERS_EVERY_MS = 1_000;
const MIN_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;

/**
 * Receives the messages sent to the bot by asking Telegram, so no port has to be open. Only one worker does it at a time:
 * Telegram gives a bot's updates to only one.
 */
export class TelegramListener {
  private readonly log = logger("telegram");
  private readonly lease: Lease;
  private readonly tokens: UsableToken;
  private readonly conflicts: Conflicts;
  private listening: { end: AbortController; ended: Promise<void> } | null = null;
  private restsUntilMs = Number.NEGATIVE_INFINITY;
  private failures = 0;
  private strangerAnsweredMs = Number.NEGATIVE_INFINITY;
  private isStopping = false;

  constructor(
    private readonly given: {
      database: Database;
      sealKey: Buffer;
      telegram: TelegramAccess;
      workerId: string;
    },
  ) {
    this.lease = new Lease({ database: given.database, name: "telegram_listener", owner: given.workerId });
    this.tokens = new UsableToken(given);
    this.conflicts = new Conflicts(given.database);
  }

  /** Makes this worker listen while the job is its own. Call it every second; it does not wait for anything. */
  async keepListening(): Promise<void> {
    if (this.isStopping) return;
    if (!(await this.lease.hold())) return this.listening?.end.abort();
    if (this.listening !== null || performance.now() < this.restsUntilMs) return;
    const end = new AbortController();
    const ended = this.listen(end.signal).finally(() => {
      this.listening = null;
    });
    this.listening = { end, ended };
  }

  /** Stops at once, even if Telegram keeps a request open. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.listening?.end.abort();
    await this.listening?.ended;
  }

  private async listen(end: AbortSignal): Promise<void> {
    let pauseMs = 0;
    while (pauseMs === 0 && !end.aborted) {
      try {
        pauseMs = await this.ask(end);
      } catch (error) {
        this.log.error({ err: error }, "Receiving Telegram updates failed");
        pauseMs = this.nextPauseMs();
      }
    }
    this.restsUntilMs = performance.now() + pauseMs;
  }

  /** Asks once and handles the updates. Returns how long to wait afterwards. */
  private async ask(end: AbortSignal): Promise<number> {
    const { database, telegram } = this.given;
    const token = await this.tokens.find();
    if (token === null) return MIN_PAUSE_MS;
    const bot = botOf(token);
    const offset = await openUpdateOffset(database, { bot, now: new Date() });
    const askedMs = performance.now();
    const answer = await callTelegram({
      access: telegram,
      token,
      method: "getUpdates",
      payload: {
        ...(offset !== null && { offset }),
        limit: BATCH,
        timeout: POLL_S,
        allowed_updates: ["message", "callback_query"],
      },
      timeoutMs: POLL_TIMEOUT_MS,
      signal: end,
    });
    if (end.aborted) return 0;
    const decision = decidePoll(answer);
    if (decision.kind !== "heard") return this.recordConflict({ decision, token });
    this.failures = 0;
    await this.conflicts.noteNone();
    for (const update of decision.updates) {
      if (end.aborted) return 0;
      await this.handle({ update, bot, token });
    }
    // A server that answers at once without updates does not keep requests open, and would be asked without end.
    const isHasty = decision.updates.length === 0 && performance.now() - askedMs < MIN_PAUSE_MS;
    return isHasty ? MIN_PAUSE_MS : 0;
  }

  private async handle({
    update,
    bot,
    token,
  }: {
    update: Update;
    bot: string;
    token: string;
  }): Promise<void> {
    const given = { database: this.given.database, bot, update, now: new Date() };
    try {
      // Once more, in case somebody has just taken the name of the new channel.
      const reply = await handleUpdate(given).catch(() => handleUpdate(given));
      if (reply !== null) await this.reply({ reply, token });
    } catch (error) {
      if (isUnavailable(error)) throw error;
      this.log.error({ err: error, updateId: update.update_id }, "An update could not be handled");
      await skipUpdate(given);
    }
  }

  /** Best effort: what it would say has happened, and is on the pages. */
  private async reply({ reply, token }: { reply: Reply; token: string }): Promise<void> {
    const call = { access: this.given.telegram, token, timeoutMs: REPLY_TIMEOUT_MS };
    if (reply.kind === "press") {
      const payload = { callback_query_id: reply.pressId, text: reply.words };
      await callTelegram({ ...call, method: "answerCallbackQuery", payload });
      return;
    }
    const { place, words, isOwed } = reply;
    const nowMs = performance.now();
    if (!isOwed && nowMs - this.strangerAnsweredMs < STRANGERS_EVERY_MS) return;
    if (!isOwed) this.strangerAnsweredMs = nowMs;
    const { chatId, threadId } = place;
    const payload = { chat_id: chatId, ...toTopic(threadId), ...words };
    await callTelegram({ ...call, method: "sendMessage", payload });
  }

  private async recordConflict({
    decision,
    token,
  }: {
    decision: Exclude<PollDecision, { kind: "heard" }>;
    token: string;
  }): Promise<number> {
    if (decision.kind === "token_refused") {
      await this.tokens.refuse({ token, message: decision.message });
      return MIN_PAUSE_MS;
    }
    if (decision.kind === "failed") {
      this.log.warn({ reason: decision.message }, "Telegram updates could not be received");
      return decision.retryAfterMs ?? this.nextPauseMs();
    }
    // The worker that took over the job is listening already.
    if (!(await this.lease.hold())) return MIN_PAUSE_MS;
    return this.conflicts.note({ conflictWith: decision.with, token });
  }

  private nextPauseMs(): number {
    return Math.min(MIN_PAUSE_MS * 2 ** this.failures++, MAX_PAUSE_MS);
  }
}

/** Whose updates these are: a token begins with its bot's id, which outlives the token. */
function botOf(token: string): string {
  return hashToken(token.replace(/:.*/, ""));
}
