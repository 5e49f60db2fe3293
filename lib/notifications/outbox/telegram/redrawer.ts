import { logger } from "@/lib/base/logger";
import { parseFacts } from "@/lib/events/facts";
import { readEventType } from "@/lib/events/types";
import { toMessage } from "../../messages/message";
import type { Transports } from "../../transports/send";
import { callTelegram, type TelegramAnswer } from "../../transports/telegram/client";
import { decideAnswer } from "../../transports/telegram/decide";
import { findListeningProblem } from "../../transports/telegram/find-token";
import { keyboardOf } from "../../transports/telegram/keyboard";
import { renderBurst } from "../../transports/telegram/render-burst";
import { type FollowedMessage, listStale, listTold } from "./chat-message-data";
import { noteShown } from "./chat-message-mutations";
import { listSent } from "./data";
import { planRedraw, REDRAW_EVERY_MS } from "./plan-redraw";

const LOOK_EVERY_MS = 2_000;
const TIMEOUT_MS = 5_000;
/** After any failure, whatever it was: nothing is lost by waiting. */
const REST_MS = 60_000;

/**
 * Draws messages anew in which machines stand as offline that are back, or that somebody is on. Only for the eye: nothing waits for it, nothing is
 * retried, and it holds back wherever something is to be told.
 */
export class Redrawer {
  private readonly log = logger("telegram");
  private readonly drawnAtMs = new Map<string, number>();
  private restsUntilMs = Number.NEGATIVE_INFINITY;
  private drawing: Promise<void> | null = null;

  constructor(
    private readonly transports: Transports,
    private readonly hubUrl: string | null,
  ) {}

  /** Begins to draw one message anew, if it is time for that; does not wait until it is done. */
  begin({ busyChats, token }: { busyChats: ReadonlySet<string>; token: string }): void {
    if (this.drawing !== null || performance.now() < this.restsUntilMs) return;
    this.restsUntilMs = performance.now() + LOOK_EVERY_MS;
    this.drawing = this.drawOne({ busyChats, token })
      .catch((error: unknown) => {
        this.log.error({ err: error }, "A message could not be drawn anew");
        this.restsUntilMs = performance.now() + REST_MS;
      })
      .finally(() => {
        this.drawing = null;
      });
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    await this.drawing;
  }

  private async drawOne({
    busyChats,
    token,
  }: {
    busyChats: ReadonlySet<string>;
    token: string;
  }): Promise<void> {
    const { database } = this.transports;
    const stale = await listStale(database, new Date());
    if (stale.length === 0) return;
    const nowMs = Date.now();
    const sent = await listSent(database, new Date(nowMs - REDRAW_EVERY_MS));
    const message = planRedraw({ stale, busyChats, sent, drawnAtMs: this.drawnAtMs, nowMs });
    if (message === null) return;
    this.drawnAtMs.set(message.chat, nowMs);
    await this.draw({ message, token });
  }

  private async draw({ message, token }: { message: FollowedMessage; token: string }): Promise<void> {
    const { database, telegram } = this.transports;
    const { standings } = message;
    const words = renderBurst({
      messages: (await listTold(database, message.id)).map(messageOf),
      now: message.sentAt,
      hubUrl: this.hubUrl,
      standings,
    });
    // A change without the buttons takes them away.
    const canHear = (await findListeningProblem({ database, token })) === null;
    const keyboard = canHear ? keyboardOf(standings) : null;
    const answer = await callTelegram({
      access: telegram,
      token,
      method: "editMessageText",
      payload: {
        chat_id: message.chatId,
        message_id: message.messageId,
        ...words,
        ...(keyboard !== null && { reply_markup: keyboard }),
        link_preview_options: { is_disabled: true },
      },
      timeoutMs: TIMEOUT_MS,
    });
    const isOver = [...standings.values()].every(({ kind }) => kind === "back");
    const outcome = outcomeOf(answer);
    this.log.info({ chatMessageId: message.id, outcome }, "Message drawn anew");
    if (outcome === "failed") this.restsUntilMs = performance.now() + REST_MS;
    else
      await noteShown(database, {
        id: message.id,
        shown: message.digest,
        follows: outcome === "drawn" && !isOver,
      });
  }
}

type Told = Awaited<ReturnType<typeof listTold>>[number];

function messageOf({ event, replayOfId }: Told) {
  const told = parseFacts({ type: readEventType(event.type), facts: event.facts });
  return toMessage({
    event: { id: event.id, occurredAt: event.occurredAt, told },
    isReplay: replayOfId !== null,
  });
}

/** "gone": it was deleted, or the bot may not change it any more. */
function outcomeOf(answer: TelegramAnswer): "drawn" | "gone" | "failed" {
  const { kind } = decideAnswer(answer);
  if (kind === "delivered") return "drawn";
  if (answer.kind === "failed" || kind === "token_refused") return "failed";
  // "message is not modified": an earlier answer was lost on its way.
  if (answer.description?.includes("message is not modified") === true) return "drawn";
  return answer.status === 400 || answer.status === 403 ? "gone" : "failed";
}
