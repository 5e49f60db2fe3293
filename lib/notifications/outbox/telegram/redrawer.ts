import { logger } from "@/lib/base/logger";
import { parseFacts } from "@/lib/events/facts";
import { EVENT_TYPES } from "@/lib/events/types";
import type { Transports } from "../../messages/channel-type";
import { toMessage } from "../../messages/message";
import { openSending } from "../../transports/send";
import { type FollowedMessage, listStale, listTold } from "./chat-message-data";
import { noteShown } from "./chat-message-mutations";
import { listSent } from "./data";
import { planRedraw, REDRAW_EVERY_MS } from "./plan-redraw";

const LOOK_EVERY_MS = 2_000;
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
  begin({ busyChats }: { busyChats: ReadonlySet<string> }): void {
    if (this.drawing !== null || performance.now() < this.restsUntilMs) return;
    this.restsUntilMs = performance.now() + LOOK_EVERY_MS;
    this.drawing = this.drawOne(busyChats)
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

  private async drawOne(busyChats: ReadonlySet<string>): Promise<void> {
    const { database } = this.transports;
    const stale = await listStale(database, new Date());
    if (stale.length === 0) return;
    const nowMs = Date.now();
    const sent = await listSent(database, new Date(nowMs - REDRAW_EVERY_MS));
    const message = planRedraw({ stale, busyChats, sent, drawnAtMs: this.drawnAtMs, nowMs });
    if (message === null) return;
    this.drawnAtMs.set(message.chat, nowMs);
    await this.draw(message);
  }

  private async draw(message: FollowedMessage): Promise<void> {
    const { database } = this.transports;
    const { standings, channel, receipt } = message;
    const told = {
      messages: (await listTold(database, message.id)).map(messageOf),
      standings,
      key: receipt,
      hubUrl: this.hubUrl,
      now: message.sentAt,
    };
    const { transports } = this;
    const sending = openSending({ transports, channel, told, notAfterMs: Number.POSITIVE_INFINITY });
    const outcome = (sending && (await channel.place.type.edit?.({ ...sending, receipt }))) ?? "gone";
    const isOver = [...standings.values()].every(({ kind }) => kind === "back");
    this.log.info({ chatMessageId: message.id, outcome }, "Message drawn anew");
    if (outcome === "failed") this.restsUntilMs = performance.now() + REST_MS;
    else
      await noteShown(database, {
        id: message.id,
        shown: message.digest,
        follows: outcome === "edited" && !isOver,
      });
  }
}

type Told = Awaited<ReturnType<typeof listTold>>[number];

function messageOf({ event, replayOfId }: Told) {
  const type = EVENT_TYPES.find((known) => known === event.type);
  if (type === undefined) throw new Error(`an event has the unknown type ${event.type}`);
  const told = parseFacts({ type, facts: event.facts });
  return toMessage({
    event: { id: event.id, type, occurredAt: event.occurredAt, told },
    isReplay: replayOfId !== null,
  });
}
