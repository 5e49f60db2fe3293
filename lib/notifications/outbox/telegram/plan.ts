/** A delivery that waits to be told in a chat. Instants by the clock that `nowMs` is of. */
export type WaitingDelivery = {
  id: bigint;
  channelId: number;
  machineId: number | null;
  /** Channels may share a chat, and then share its limits. */
  chat: string;
  isGroup: boolean;
  dueAtMs: number;
  /** Telegram asked to wait with it; null: it did not. */
  pausedUntilMs: number | null;
  /** Somebody has it in hand until then; null: nobody. */
  claimedUntilMs: number | null;
  /** Workers died of it: it is told in a message of its own. */
  isSuspect: boolean;
};

/** A message that Telegram was given; `hasArrived` when it took it. */
export type SentMessage = { channelId: number; chat: string; atMs: number; hasArrived: boolean };

export type MessagePlan = {
  /** What each message tells, oldest first. */
  messages: { channelId: number; chat: string; deliveryIds: bigint[] }[];
  /** When to look again; null: not before something new happens. */
  nextAtMs: number | null;
};

/** After a message, what follows within this time is told in one. */
export const GATHER_MS = 10_000;

// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
const PER_CHAT = { count: 1, windowMs: 1_000 };
const PER_GROUP = { count: 20, windowMs: 60_000 };
const PER_BOT = { count: 30, windowMs: 1_000 };

/** The longest stretch of the past that a plan depends on. */
export const HISTORY_MS = PER_GROUP.windowMs;

/**
 * Which messages may be sent now, and when the next one may be: the first event of a quiet spell at once, what follows
 * within ten seconds as one message to its channel, within Telegram's limits for the chat, the group and the bot.
 * `heldUntil`: chats that a message is on its way to, or that do not answer.
 */
export function planMessages({
  waiting,
  sent,
  heldUntil,
  nowMs,
}: {
  /** In the order in which they are to be told. */
  waiting: readonly WaitingDelivery[];
  sent: readonly SentMessage[];
  heldUntil: ReadonlyMap<string, number>;
  nowMs: number;
}): MessagePlan {
  // A clock that was set back must not keep anybody waiting for longer than a limit's own time.
  const history = sent.map((message) => ({ ...message, atMs: Math.min(message.atMs, nowMs) }));
  const pauses = pausesOf(waiting, nowMs);
  const messages: MessagePlan["messages"] = [];
  const later: number[] = [];
  for (const queue of byChannel(tellable(waiting, nowMs))) {
    const [first] = queue;
    if (first === undefined) continue;
    const { channelId, chat } = first;
    const own = history.filter((message) => message.chat === chat);
    const atMs = Math.max(
      dueAt(queue, nowMs),
      // What is told alone has nothing to gather.
      first.isSuspect ? Number.NEGATIVE_INFINITY : gatheredAt({ channelId, history }),
      freeAt(history, PER_BOT),
      freeAt(own, PER_CHAT),
      first.isGroup ? freeAt(own, PER_GROUP) : Number.NEGATIVE_INFINITY,
      pauses.bot,
      pauses.byChat.get(chat) ?? Number.NEGATIVE_INFINITY,
      heldUntil.get(chat) ?? Number.NEGATIVE_INFINITY,
    );
    if (atMs > nowMs) {
      later.push(atMs);
      continue;
    }
    messages.push({ channelId, chat, deliveryIds: together(queue).map(({ id }) => id) });
    history.push({ channelId, chat, atMs: nowMs, hasArrived: true });
  }
  const nextAtMs = later.length === 0 ? null : Math.min(...later);
  return { messages, nextAtMs: nextAtMs === Number.POSITIVE_INFINITY ? null : nextAtMs };
}

/** All but the suspects whose time has not come, and what has to follow them. */
function tellable(waiting: readonly WaitingDelivery[], nowMs: number): WaitingDelivery[] {
  const held = new Set<string>();
  return waiting.filter(({ channelId, machineId, isSuspect, dueAtMs }) => {
    const order = `${channelId} ${machineId}`;
    if (isSuspect && dueAtMs > nowMs) held.add(order);
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

/** When the first of a channel's deliveries falls due; nothing is told while another worker may be telling a part of it. */
function dueAt(queue: readonly WaitingDelivery[], nowMs: number): number {
  const claimedUntilMs = Math.max(...queue.map((delivery) => delivery.claimedUntilMs ?? 0));
  if (claimedUntilMs > nowMs) return claimedUntilMs;
  return Math.min(...queue.map(({ dueAtMs }) => dueAtMs));
}

function gatheredAt({ channelId, history }: { channelId: number; history: readonly SentMessage[] }): number {
  const arrived = history.filter((message) => message.channelId === channelId && message.hasArrived);
  return Math.max(...arrived.map(({ atMs }) => atMs + GATHER_MS));
}

function freeAt(
  messages: readonly SentMessage[],
  { count, windowMs }: { count: number; windowMs: number },
): number {
  const oldest = messages.map(({ atMs }) => atMs).sort((a, b) => b - a)[count - 1];
  return oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + windowMs;
}

/** Telegram does not say whom it asked to wait. Where it asked in two chats at once it means the bot. */
function pausesOf(waiting: readonly WaitingDelivery[], nowMs: number) {
  const byChat = new Map<string, number>();
  for (const { chat, pausedUntilMs } of waiting) {
    if (pausedUntilMs === null || pausedUntilMs <= nowMs) continue;
    byChat.set(chat, Math.max(pausedUntilMs, byChat.get(chat) ?? 0));
  }
  return { byChat, bot: byChat.size < 2 ? Number.NEGATIVE_INFINITY : Math.min(...byChat.values()) };
}

function together(queue: readonly WaitingDelivery[]): readonly WaitingDelivery[] {
  const suspect = queue.findIndex(({ isSuspect }) => isSuspect);
  if (suspect < 0) return queue;
  return suspect === 0 ? queue.slice(0, 1) : queue.slice(0, suspect);
}
