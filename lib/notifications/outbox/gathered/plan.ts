import type { Limits, Rate } from "../../messages/channel-type";

/** A delivery that waits to be sent. Times by the clock of `nowMs`. */
export type WaitingDelivery = {
  id: bigint;
  channelId: number;
  machineId: number | null;
  /** Channels with the same pace key share the receiver's limits. */
  paceKey: string;
  /** What the receiver accepts under that key. */
  rates: readonly Rate[];
  dueAtMs: number;
  /** The receiver asked to wait until then; null: it did not ask. */
  pausedUntilMs: number | null;
  /** A worker has claimed it until then; null: not claimed. */
  claimedUntilMs: number | null;
  /** Workers died of it: it goes into a message of its own. */
  isSuspect: boolean;
  /** This worker cannot read it: it is left alone until it is due, with everything that must follow it. */
  isUnreadable: boolean;
  /** The latest message with it that got no answer, and when that ended; null: no such message, or it got an answer. */
  unanswered: { message: string; atMs: number } | null;
};

/** A message that the receiver was given; `hasArrived` when it accepted it. */
export type SentMessage = { channelId: number; paceKey: string; atMs: number; hasArrived: boolean };

export type MessagePlan = {
  /** What each message contains, oldest first. */
  messages: { channelId: number; paceKey: string; deliveryIds: bigint[] }[];
  /** When to look again; null: not before something new happens. */
  nextAtMs: number | null;
};

/** The part of a type's limits that a plan respects. */
export type PlanLimits = Pick<Limits, "ratesOfAll" | "gatherMs"> & {
  /** The receiver accepts a message only once per key. */
  isKeyed: boolean;
};

/** As many as one message names. Each attempt is recorded for every delivery in it. */
const TRIAL_SIZE = 100;

/** The longest stretch of the past that a plan depends on. */
export function historyMs({
  limits: { ratesOfAll, gatherMs },
  waiting,
}: {
  limits: Pick<PlanLimits, "ratesOfAll" | "gatherMs">;
  waiting: readonly Pick<WaitingDelivery, "rates">[];
}): number {
  const rates = new Set([...ratesOfAll, ...waiting.flatMap((delivery) => delivery.rates)]);
  return Math.max(gatherMs, ...[...rates].map(({ windowMs }) => windowMs));
}

/**
 * Plans which messages of one type may be sent now, and when the next one may be: the first event of a quiet spell at
 * once; what follows within the type's interval, as one message per channel; all within the limits of the receiver and
 * of the installation. `heldUntil`: channels that a message is on its way to, or whose destination does not answer.
 * `doubtful`: those whose destination has not answered lately; a small message finds out whether it does.
 */
export function planMessages({
  limits,
  waiting,
  sent,
  heldUntil,
  doubtful,
  nowMs,
}: {
  limits: PlanLimits;
  /** In sending order. */
  waiting: readonly WaitingDelivery[];
  sent: readonly SentMessage[];
  heldUntil: ReadonlyMap<number, number>;
  doubtful: ReadonlySet<number>;
  nowMs: number;
}): MessagePlan {
  // A clock that was set back must not delay anything for longer than a limit's own interval.
  const history = sent.map((message) => ({ ...message, atMs: Math.min(message.atMs, nowMs) }));
  const pauses = pausesOf({ waiting, limits, nowMs });
  const messages: MessagePlan["messages"] = [];
  const later: number[] = [];
  for (const queue of byChannel(sendable(waiting, nowMs))) {
    const [first] = queue;
    if (first === undefined) continue;
    const { channelId, paceKey, rates } = first;
    const together = nextOf(queue, limits);
    const own = history.filter((message) => message.paceKey === paceKey);
    const atMs = Math.max(
      claimedUntil(queue, nowMs),
      dueAt({ together, queue }),
      // What is sent alone does not gather anything.
      first.isSuspect ? Number.NEGATIVE_INFINITY : gatheredAt({ channelId, history, limits }),
      ...limits.ratesOfAll.map((rate) => freeAt(history, rate)),
      ...rates.map((rate) => freeAt(own, rate)),
      pauses.all,
      pauses.byKey.get(paceKey) ?? Number.NEGATIVE_INFINITY,
      heldUntil.get(channelId) ?? Number.NEGATIVE_INFINITY,
    );
    if (atMs > nowMs) {
      later.push(atMs);
      continue;
    }
    const isTrial = doubtful.has(channelId) && !isRepeated(together, limits);
    const told = isTrial ? together.slice(0, TRIAL_SIZE) : together;
    messages.push({ channelId, paceKey, deliveryIds: told.map(({ id }) => id) });
    history.push({ channelId, paceKey, atMs: nowMs, hasArrived: true });
  }
  const nextAtMs = later.length === 0 ? null : Math.min(...later);
  return { messages, nextAtMs: nextAtMs === Number.POSITIVE_INFINITY ? null : nextAtMs };
}

/** Everything except what is left alone until its time, and what must follow that. */
function sendable(waiting: readonly WaitingDelivery[], nowMs: number): WaitingDelivery[] {
  const held = new Set<string>();
  return waiting.filter(({ channelId, machineId, isSuspect, isUnreadable, dueAtMs }) => {
    const order = `${channelId} ${machineId}`;
    if ((isSuspect || isUnreadable) && dueAtMs > nowMs) held.add(order);
    return !held.has(order);
  });
}

function byChannel(waiting: readonly WaitingDelivery[]): WaitingDelivery[][] {
  const queues = new Map<number, WaitingDelivery[]>();
  for (const delivery of waiting) {
    const queue = queues.get(delivery.channelId);
    if (queue === undefined) queues.set(delivery.channelId, [delivery]);
    else queue.push(delivery);
  }
  return [...queues.values()];
}

/** Until when another worker may be sending a part of it: nothing is sent meanwhile. */
function claimedUntil(queue: readonly WaitingDelivery[], nowMs: number): number {
  const untilMs = Math.max(...queue.map((delivery) => delivery.claimedUntilMs ?? 0));
  return untilMs > nowMs ? untilMs : Number.NEGATIVE_INFINITY;
}

/** When the first of what goes together is due, or the first that has come behind it since it was last tried. */
function dueAt({
  together,
  queue,
}: {
  together: readonly WaitingDelivery[];
  queue: readonly WaitingDelivery[];
}): number {
  const triedMs = together[0]?.unanswered?.atMs ?? Number.NEGATIVE_INFINITY;
  const chosen = new Set(together);
  const since = queue.filter((delivery) => !chosen.has(delivery) && delivery.dueAtMs > triedMs);
  return Math.min(...together.map(({ dueAtMs }) => dueAtMs), ...since.map(({ dueAtMs }) => dueAtMs));
}

function gatheredAt({
  channelId,
  history,
  limits: { gatherMs },
}: {
  channelId: number;
  history: readonly SentMessage[];
  limits: PlanLimits;
}): number {
  const arrived = history.filter((message) => message.channelId === channelId && message.hasArrived);
  return Math.max(...arrived.map(({ atMs }) => atMs + gatherMs));
}

function freeAt(messages: readonly SentMessage[], { count, windowMs }: Rate): number {
  const oldest = messages.map(({ atMs }) => atMs).sort((a, b) => b - a)[count - 1];
  return oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + windowMs;
}

/**
 * A receiver does not say which limit it means. If it asked under two keys at once, and the installation has its own
 * limits there, it means the installation.
 */
function pausesOf({
  waiting,
  limits: { ratesOfAll },
  nowMs,
}: {
  waiting: readonly WaitingDelivery[];
  limits: PlanLimits;
  nowMs: number;
}) {
  const byKey = new Map<string, number>();
  for (const { paceKey, pausedUntilMs } of waiting) {
    if (pausedUntilMs === null || pausedUntilMs <= nowMs) continue;
    byKey.set(paceKey, Math.max(pausedUntilMs, byKey.get(paceKey) ?? 0));
  }
  const isOfAll = byKey.size >= 2 && ratesOfAll.length > 0;
  return { byKey, all: isOfAll ? Math.min(...byKey.values()) : Number.NEGATIVE_INFINITY };
}

/** Whether the receiver may know this message by its key: it must not change. */
function isRepeated(together: readonly WaitingDelivery[], { isKeyed }: PlanLimits): boolean {
  return isKeyed && together.some(({ unanswered }) => unanswered !== null);
}

/** What goes from a channel's queue into the next message. */
function nextOf(queue: readonly WaitingDelivery[], { isKeyed }: PlanLimits): readonly WaitingDelivery[] {
  const [first] = queue;
  if (first?.isSuspect) return [first];
  const suspect = queue.findIndex(({ isSuspect }) => isSuspect);
  const open = suspect < 0 ? queue : queue.slice(0, suspect);
  // The receiver may know the key already, and would silently drop what has come since.
  const again = isKeyed ? open.find(({ unanswered }) => unanswered !== null)?.unanswered : undefined;
  return again == null ? open : open.filter(({ unanswered }) => unanswered?.message === again.message);
}
