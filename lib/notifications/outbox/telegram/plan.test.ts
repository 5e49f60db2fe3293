import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GATHER_MS, HISTORY_MS, planMessages, type SentMessage, type WaitingDelivery } from "./plan";

const NOW = 1_000_000;
const waiting = (id: number, change: Partial<WaitingDelivery> = {}): WaitingDelivery => ({
  id: BigInt(id),
  channelId: 1,
  machineId: id,
  chat: "42",
  isGroup: false,
  dueAtMs: NOW,
  pausedUntilMs: null,
  claimedUntilMs: null,
  isSuspect: false,
  ...change,
});
const sent = (agoMs: number, change: Partial<SentMessage> = {}): SentMessage => ({
  channelId: 1,
  chat: "42",
  atMs: NOW - agoMs,
  hasArrived: true,
  ...change,
});
const elsewhere = { channelId: 2, chat: "43" };
const group = { chat: "-42", isGroup: true };

describe("planMessages", () => {
  type Given = { waiting: WaitingDelivery[]; sent?: SentMessage[]; held?: [string, number][] };
  const rows: [string, Given, number[][], number | null][] = [
    ["has nothing to do when nothing waits", { waiting: [] }, [], null],
    ["tells the first event of a quiet spell at once", { waiting: [waiting(1)] }, [[1]], null],
    ["tells what waits in one message", { waiting: [waiting(1), waiting(2)] }, [[1, 2]], null],
    ["gathers what follows", { waiting: [waiting(1)], sent: [sent(9_999)] }, [], NOW + 1],
    ["tells it after ten seconds", { waiting: [waiting(1)], sent: [sent(10_000)] }, [[1]], null],
    [
      "gathers for each channel by itself",
      { waiting: [waiting(1), waiting(2, elsewhere)], sent: [sent(2_000)] },
      [[2]],
      NOW + 8_000,
    ],
    [
      "does not gather after a message that never arrived",
      { waiting: [waiting(1)], sent: [sent(1_000, { hasArrived: false })] },
      [[1]],
      null,
    ],
    [
      "keeps a second between two channels of one chat",
      { waiting: [waiting(1), waiting(2, { channelId: 2 })] },
      [[1]],
      NOW + 1_000,
    ],
    [
      "keeps to twenty a minute in a group",
      {
        waiting: [waiting(1, group)],
        sent: Array.from({ length: 20 }, (_, i) => sent(59_000 - 1_000 * i, { channelId: 9, chat: "-42" })),
      },
      [],
      NOW + 1_000,
    ],
    [
      "does not count a person's chat by the minute",
      {
        waiting: [waiting(1)],
        sent: Array.from({ length: 20 }, (_, i) => sent(59_000 - 1_000 * i, { channelId: 9 })),
      },
      [[1]],
      null,
    ],
    [
      "keeps to thirty a second for the bot",
      {
        waiting: [waiting(1)],
        sent: Array.from({ length: 30 }, (_, i) => sent(900, { channelId: 100 + i, chat: `${100 + i}` })),
      },
      [],
      NOW + 100,
    ],
    ["waits for the retry of what failed", { waiting: [waiting(1, { dueAtMs: NOW + 7 })] }, [], NOW + 7],
    [
      "tells what waits for its retry with what is new, in order",
      { waiting: [waiting(1, { dueAtMs: NOW + 900_000 }), waiting(2)] },
      [[1, 2]],
      null,
    ],
    [
      "pauses a whole chat when Telegram asks for it, and no other",
      {
        waiting: [
          waiting(1, { dueAtMs: NOW + 7_000, pausedUntilMs: NOW + 7_000 }),
          waiting(2),
          waiting(3, elsewhere),
        ],
      },
      [[3]],
      NOW + 7_000,
    ],
    [
      "pauses the bot when Telegram asks for it in two chats",
      {
        waiting: [
          waiting(1, { pausedUntilMs: NOW + 7_000 }),
          waiting(2, { ...elsewhere, pausedUntilMs: NOW + 3_000 }),
          waiting(3, { channelId: 3, chat: "44" }),
        ],
      },
      [],
      NOW + 3_000,
    ],
    [
      "leaves a chat alone that a message is on its way to",
      { waiting: [waiting(1)], held: [["42", Infinity]] },
      [],
      null,
    ],
    [
      "leaves a chat alone that does not answer",
      { waiting: [waiting(1)], held: [["42", NOW + 5]] },
      [],
      NOW + 5,
    ],
    [
      "waits for what another worker has in hand",
      { waiting: [waiting(1, { claimedUntilMs: NOW + 50 }), waiting(2)] },
      [],
      NOW + 50,
    ],
    [
      "takes over what a dead worker had in hand",
      { waiting: [waiting(1, { claimedUntilMs: NOW }), waiting(2)] },
      [[1, 2]],
      null,
    ],
    [
      "leaves what workers died of alone until its time, with what has to follow it",
      {
        waiting: [
          waiting(1, { isSuspect: true, dueAtMs: NOW + 5_000, machineId: 7 }),
          waiting(2, { machineId: 7 }),
          waiting(3),
          waiting(4, { ...elsewhere, machineId: 7 }),
        ],
      },
      [[3], [4]],
      null,
    ],
    [
      "tells alone what workers died of, after what stands before it",
      { waiting: [waiting(1), waiting(2, { isSuspect: true }), waiting(3)] },
      [[1]],
      null,
    ],
    [
      "tells alone what workers died of, before what stands behind it",
      { waiting: [waiting(2, { isSuspect: true }), waiting(3)] },
      [[2]],
      null,
    ],
    [
      "gathers nothing around what workers died of: it is told at once",
      { waiting: [waiting(2, { isSuspect: true }), waiting(3)], sent: [sent(1_000)] },
      [[2]],
      null,
    ],
    [
      "but keeps to the limits of the chat",
      { waiting: [waiting(2, { isSuspect: true })], sent: [sent(999)] },
      [],
      NOW + 1,
    ],
    [
      "waits no longer than a limit's time when the clock was set back",
      { waiting: [waiting(1)], sent: [sent(-3_600_000)] },
      [],
      NOW + GATHER_MS,
    ],
  ];
  it.each(rows)("%s", (_, given, messages, nextAtMs) => {
    const plan = planMessages({
      waiting: given.waiting,
      sent: given.sent ?? [],
      heldUntil: new Map(given.held),
      nowMs: NOW,
    });
    expect(plan.messages.map(({ deliveryIds }) => deliveryIds.map(Number))).toEqual(messages);
    expect(plan.nextAtMs).toBe(nextAtMs);
  });
});

// Chats of persons and groups; some have several channels.
const CHANNELS = [
  { channelId: 1, chat: "42", isGroup: false },
  { channelId: 2, chat: "42", isGroup: false },
  // Topics of one group: more channels than twenty messages a minute are enough for.
  ...Array.from({ length: 6 }, (_, i) => ({ channelId: 3 + i, chat: "-42", isGroup: true })),
  ...Array.from({ length: 40 }, (_, i) => ({ channelId: 10 + i, chat: `${100 + i}`, isGroup: false })),
];

type Arrival = { atMs: number; channel: number };

/** Lets events come and messages go until everything is told; every message with the time it was sent at. */
function play(arrivals: readonly Arrival[], answerMs: number) {
  const events = arrivals
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((arrival, index) => ({ ...arrival, id: BigInt(index + 1) }));
  const told: { atMs: number; chat: string; isGroup: boolean; ids: bigint[] }[] = [];
  const sentMessages: SentMessage[] = [];
  const done = new Set<bigint>();
  let nowMs = 0;
  for (let turn = 0; turn < 10_000; turn++) {
    const here = events.filter(({ atMs, id }) => atMs <= nowMs && !done.has(id));
    const plan = planMessages({
      waiting: here.map(({ id, channel, atMs }) => ({
        ...waiting(0, CHANNELS[channel % CHANNELS.length]),
        id,
        dueAtMs: atMs,
      })),
      sent: sentMessages.filter(({ atMs }) => atMs <= nowMs && atMs > nowMs - HISTORY_MS),
      heldUntil: new Map(
        sentMessages.filter(({ atMs }) => atMs > nowMs).map(({ chat, atMs }) => [chat, atMs]),
      ),
      nowMs,
    });
    for (const { chat, channelId, deliveryIds } of plan.messages) {
      told.push({ atMs: nowMs, chat, isGroup: chat.startsWith("-"), ids: deliveryIds });
      sentMessages.push({ chat, channelId, atMs: nowMs + answerMs, hasArrived: true });
      for (const id of deliveryIds) done.add(id);
    }
    const next = [...events.map(({ atMs }) => atMs), plan.nextAtMs ?? Infinity].filter((at) => at > nowMs);
    nowMs = Math.min(...next);
    if (nowMs === Infinity) break;
  }
  return { events, told };
}

function mostWithin(times: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...times.map((at) => times.filter((other) => other >= at && other < at + windowMs).length),
  );
}

it("never exceeds a limit or changes an order, and tells everything exactly once", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          atMs: fc.integer({ min: 0, max: 90_000 }),
          channel: fc.nat({ max: CHANNELS.length - 1 }),
        }),
        { maxLength: 120 },
      ),
      fc.integer({ min: 1, max: 3_000 }),
      (arrivals, answerMs) => {
        const { events, told } = play(arrivals, answerMs);
        const ids = told.flatMap((message) => message.ids);
        expect(ids.toSorted((a, b) => Number(a - b))).toEqual(events.map(({ id }) => id));
        for (const [channel] of CHANNELS.entries()) {
          const own = new Set(events.filter((event) => event.channel === channel).map(({ id }) => id));
          const inOrder = ids.filter((id) => own.has(id));
          expect(inOrder).toEqual(inOrder.toSorted((a, b) => Number(a - b)));
        }
        expect(
          mostWithin(
            told.map(({ atMs }) => atMs),
            1_000,
          ),
        ).toBeLessThanOrEqual(30);
        for (const chat of new Set(CHANNELS.map((each) => each.chat))) {
          const times = told.filter((message) => message.chat === chat).map(({ atMs }) => atMs);
          expect(mostWithin(times, 1_000)).toBeLessThanOrEqual(1);
          if (chat.startsWith("-")) expect(mostWithin(times, 60_000)).toBeLessThanOrEqual(20);
        }
      },
    ),
    { numRuns: 100 },
  );
});
