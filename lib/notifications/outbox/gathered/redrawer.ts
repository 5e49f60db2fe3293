import { logger } from "@/lib/base/logger";
import { zoneOf } from "@/lib/base/time-zone";
import { parseFacts } from "@/lib/events/facts";
import { readEventType } from "@/lib/events/types";
import type { ChannelType, Transports } from "../../messages/channel-type";
import { isOver } from "../../messages/incident-status";
import { toMessage } from "../../messages/message";
import { destinationOf } from "../../transports/recipient";
import { openSending } from "../../transports/send";
import type { Destinations } from "../sending/destinations";
import { keyOf } from "../sending/told";
import { type FollowedMessage, listSentEvents, listStale } from "./chat-message-data";
import { noteShown } from "./chat-message-mutations";
import { listSent } from "./data";
import { planRedraw, REDRAW_EVERY_MS } from "./plan-redraw";

const LOOK_EVERY_MS = 2_000;
/** A look at messages about thousands of machines takes its time: the worker rests for as many times as long. */
const REST_AFTER_LOOK = 20;
/** The wait after any failure: nothing is lost by waiting. */
const REST_MS = 60_000;

/**
 * Edits messages that show machines as offline that are back, or as unacknowledged that are not. It is a convenience:
 * nothing waits for it, nothing is retried, and it gives way to whatever is waiting to be sent.
 */
export class Redrawer {
  private readonly log = logger("outbox");
  private readonly drawnAtMs = new Map<string, number>();
  private restsUntilMs = Number.NEGATIVE_INFINITY;
  private drawing: Promise<void> | null = null;

  constructor(
    private readonly given: { transports: Transports; destinations: Destinations; hubUrl: string | null },
  ) {}

  /** Starts to edit one message, if it is time for that, without waiting for the result. */
  begin({ types, busyKeys }: { types: readonly ChannelType[]; busyKeys: ReadonlySet<string> }): void {
    const drawable = types.filter(({ edit }) => edit !== undefined);
    if (drawable.length === 0 || this.drawing !== null || performance.now() < this.restsUntilMs) return;
    this.restsUntilMs = performance.now() + LOOK_EVERY_MS;
    this.drawing = this.drawOne({ types: drawable, busyKeys })
      .catch((error: unknown) => {
        this.log.error({ err: error }, "A message could not be edited");
        this.restsUntilMs = performance.now() + REST_MS;
      })
      .finally(() => {
        this.drawing = null;
      });
  }

  /** Resolves when running work has ended. */
  async stop(): Promise<void> {
    await this.drawing;
  }

  private async drawOne({
    types,
    busyKeys,
  }: {
    types: readonly ChannelType[];
    busyKeys: ReadonlySet<string>;
  }): Promise<void> {
    const { transports, destinations } = this.given;
    const { database } = transports;
    const startedMs = performance.now();
    const followed = await listStale(database, { types: types.map(({ type }) => type), now: new Date() });
    const lookedMs = performance.now();
    const restMs = Math.min(REST_MS, REST_AFTER_LOOK * (lookedMs - startedMs));
    this.restsUntilMs = Math.max(this.restsUntilMs, lookedMs + restMs);
    const stale = followed.filter(
      ({ channel }) => destinations.heldUntilMs(destinationOf(channel.place)) === null,
    );
    if (stale.length === 0) return;
    const nowMs = Date.now();
    const sent = await listSent(database, { types, since: new Date(nowMs - REDRAW_EVERY_MS) });
    const message = planRedraw({ stale, busyKeys, sent, drawnAtMs: this.drawnAtMs, nowMs });
    if (message === null) return;
    this.drawnAtMs.set(message.paceKey, nowMs);
    await this.draw(message);
  }

  private async draw(message: FollowedMessage): Promise<void> {
    const { transports, hubUrl } = this.given;
    const { database } = transports;
    const { channel, receipt, incidentStatuses, sentAt } = message;
    const rows = await listSentEvents(database, message.id);
    const told = {
      messages: rows.map(messageOf),
      incidentStatuses,
      key: keyOf(rows.map(({ uid }) => uid)),
      hubUrl,
      now: sentAt,
    };
    const sending = openSending({ transports, channel, told, notAfterMs: Number.POSITIVE_INFINITY });
    const { edit } = channel.place.type;
    const outcome = sending === null || edit === undefined ? "gone" : await edit({ ...sending, receipt });
    this.log.info({ chatMessageId: message.id, outcome }, "Message edited");
    if (outcome === "failed") {
      this.restsUntilMs = performance.now() + REST_MS;
      return;
    }
    const follows = outcome === "edited" && ![...incidentStatuses.values()].every(isOver);
    await noteShown(database, { id: message.id, shown: message.digest, follows });
  }
}

type Told = Awaited<ReturnType<typeof listSentEvents>>[number];

function messageOf({ event, replayOfId }: Told) {
  const told = parseFacts({ type: readEventType(event.type), facts: event.facts });
  return toMessage({
    event: { id: event.id, occurredAt: event.occurredAt, told, zone: zoneOf(event.team.timeZone) },
    isReplay: replayOfId !== null,
  });
}
