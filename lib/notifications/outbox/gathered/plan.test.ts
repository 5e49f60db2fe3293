import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOf } from "../sending/told";
import { historyMs, type PlanLimits, planMessages, type SentMessage, type WaitingDelivery } from "./plan";

const NOW = 1_000_000;
// Like a bot that may write to many chats.
const PER_CHAT = { count: 1, windowMs: 1_000 };
const PER_GROUP = { count: 20, windowMs: 60_000 };
const LIMITS: PlanLimits = {
  gatherMs: 10_000,
  ratesOfAll: [{ count: 30, windowMs: 1_000 }],
  isKeyed: false,
};
const person = { rates: [PER_CHAT] };
const waiting = (id: number, change: Partial<WaitingDelivery> = {}): WaitingDelivery => ({
  id: BigInt(id),
  channelId: 1,
  machineId: id,
  paceKey: "42",
  ...person,
  dueAtMs: NOW,
  pausedUntilMs: null,
  claimedUntilMs: null,
  isSuspect: false,
  isUnreadable: false,
  unanswered: null,
  ...change,
});
const sent = (agoMs: number, change: Partial<SentMessage> = {}): SentMessage => ({
  channelId: 1,
  paceKey: "42",
  atMs: NOW - agoMs,
  hasArrived: true,
  ...change,
});
const elsewhere = { channelId: 2, paceKey: "43" };
const group = { paceKey: "-42", rates: [PER_CHAT, PER_GROUP] };

describe("planMessages", () => {
  type Given = {
    waiting: WaitingDelivery[];
    sent?: SentMessage[];
    held?: [number, number][];
    limits?: Partial<PlanLimits>;
  };
  const rows: [string, Given, number[][], number | null][] = [
    ["has nothing to do when nothing waits", { waiting: [] }, [], null],
    ["sends the first event of a quiet spell at once", { waiting: [waiting(1)] }, [[1]], null],
    ["sends what waits in one message", { waiting: [waiting(1), waiting(2)] }, [[1, 2]], null],
    ["gathers what follows", { waiting: [waiting(1)], sent: [sent(9_999)] }, [], NOW + 1],
    ["sends it after ten seconds", { waiting: [waiting(1)], sent: [sent(10_000)] }, [[1]], null],
    [
      "gathers for each channel separately",
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
        sent: Array.from({ length: 20 }, (_, i) =>
          sent(59_000 - 1_000 * i, { channelId: 9, paceKey: "-42" }),
        ),
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
        sent: Array.from({ length: 30 }, (_, i) => sent(900, { channelId: 100 + i, paceKey: `${100 + i}` })),
      },
      [],
      NOW + 100,
    ],
    ["waits for the retry of what failed", { waiting: [waiting(1, { dueAtMs: NOW + 7 })] }, [], NOW + 7],
    [
      "sends what waits for its retry together with what is new, in order",
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
          waiting(3, { channelId: 3, paceKey: "44" }),
        ],
      },
      [],
      NOW + 3_000,
    ],
    [
      "does not count two keys as the installation if that has no limits",
      {
        waiting: [
          waiting(1, { pausedUntilMs: NOW + 7_000 }),
          waiting(2, { ...elsewhere, pausedUntilMs: NOW + 3_000 }),
          waiting(3, { channelId: 3, paceKey: "44" }),
        ],
        limits: { ratesOfAll: [] },
      },
      [[3]],
      NOW + 3_000,
    ],
    [
      "leaves a channel alone while a message is on its way to it",
      { waiting: [waiting(1)], held: [[1, Infinity]] },
      [],
      null,
    ],
    [
      "leaves a channel alone if its destination does not answer",
      { waiting: [waiting(1)], held: [[1, NOW + 5]] },
      [],
      NOW + 5,
    ],
    [
      "respects other limits, and gathers for another time",
      {
        waiting: [
          waiting(1, { rates: [{ count: 2, windowMs: 5_000 }] }),
          waiting(2, { ...elsewhere, rates: [] }),
        ],
        sent: [sent(4_000, { channelId: 9 }), sent(3_000, { channelId: 9 }), sent(1_500, elsewhere)],
        limits: { gatherMs: 1_500, ratesOfAll: [] },
      },
      [[2]],
      NOW + 1_000,
    ],
    [
      "waits for what another worker has claimed",
      { waiting: [waiting(1, { claimedUntilMs: NOW + 50 }), waiting(2)] },
      [],
      NOW + 50,
    ],
    [
      "takes over what a dead worker had claimed",
      { waiting: [waiting(1, { claimedUntilMs: NOW }), waiting(2)] },
      [[1, 2]],
      null,
    ],
    [
      "leaves what workers died of alone until its time, with everything that must follow it",
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
      "leaves what it cannot read alone until its time, with everything that must follow it",
      {
        waiting: [
          waiting(1, { isUnreadable: true, dueAtMs: NOW + 5_000, machineId: 7 }),
          waiting(2, { machineId: 7 }),
          waiting(3),
        ],
      },
      [[3]],
      null,
    ],
    [
      "tries to read it again then, with everything that waits",
      { waiting: [waiting(1, { isUnreadable: true }), waiting(2)] },
      [[1, 2]],
      null,
    ],
    [
      "sends what workers died of alone, after what precedes it",
      { waiting: [waiting(1), waiting(2, { isSuspect: true }), waiting(3)] },
      [[1]],
      null,
    ],
    [
      "sends what workers died of alone, before what follows it",
      { waiting: [waiting(2, { isSuspect: true }), waiting(3)] },
      [[2]],
      null,
    ],
    [
      "gathers nothing around what workers died of, but sends it at once",
      { waiting: [waiting(2, { isSuspect: true }), waiting(3)], sent: [sent(1_000)] },
      [[2]],
      null,
    ],
    [
      "but respects the limits of the chat",
      { waiting: [waiting(2, { isSuspect: true })], sent: [sent(999)] },
      [],
      NOW + 1,
    ],
    [
      "waits no longer than a limit's interval when the clock was set back",
      { waiting: [waiting(1)], sent: [sent(-3_600_000)] },
      [],
      NOW + 10_000,
    ],
  ];
  it.each(rows)("%s", (_, given, messages, nextAtMs) => {
    const plan = planMessages({
      limits: { ...LIMITS, ...given.limits },
      waiting: given.waiting,
      sent: given.sent ?? [],
      heldUntil: new Map(given.held),
      doubtful: new Set(),
      nowMs: NOW,
    });
    expect(plan.messages.map(({ deliveryIds }) => deliveryIds.map(Number))).toEqual(messages);
    expect(plan.nextAtMs).toBe(nextAtMs);
  });
});

describe("planMessages, for a receiver that accepts a message once per key", () => {
  const keyed = { ...LIMITS, isKeyed: true };
  const plan = (queue: WaitingDelivery[], limits = keyed) => {
    const { messages, nextAtMs } = planMessages({
      limits,
      waiting: queue,
      sent: [],
      heldUntil: new Map(),
      doubtful: new Set(),
      nowMs: NOW,
    });
    return [...messages.map(({ deliveryIds }) => deliveryIds.map(Number)), nextAtMs];
  };
  const unanswered = { message: "a", atMs: NOW - 2_000 };
  const later = { unanswered, dueAtMs: NOW + 60_000 };

  it("sends the same set again on its own, as soon as something new has come", () => {
    expect(plan([waiting(1, later), waiting(2, later), waiting(3)])).toEqual([[1, 2], null]);
  });

  it("holds back what came before that set was attempted: it would only fail with it", () => {
    const before = waiting(3, { dueAtMs: NOW - 2_500 });
    expect(plan([waiting(1, later), waiting(2, later), before])).toEqual([NOW + 60_000]);
  });

  it("sends the same set again when its time has come", () => {
    const before = waiting(3, { dueAtMs: NOW - 2_500 });
    const due = { unanswered, dueAtMs: NOW };
    expect(plan([waiting(1, due), waiting(2, due), before])).toEqual([[1, 2], null]);
  });

  it("sends one set after the other", () => {
    const other = { message: "b", atMs: NOW - 1_000 };
    expect(plan([waiting(1, { unanswered }), waiting(2, { unanswered: other })])).toEqual([[1], null]);
  });

  it("sends what got an answer together with everything new", () => {
    expect(plan([waiting(1), waiting(2)])).toEqual([[1, 2], null]);
  });

  it("changes nothing for a receiver that knows no keys", () => {
    expect(plan([waiting(1, later), waiting(2)], LIMITS)).toEqual([[1, 2], null]);
  });
});

it("delivers everything exactly once to a receiver that knows its keys, however many answers are lost", () => {
  const keyed = { ...LIMITS, isKeyed: true };
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.boolean(), { maxLength: 30 }),
      (arrivals, lost) => {
        const keys = new Set<string>();
        const received: bigint[] = [];
        const times = arrivals.toSorted((a, b) => a - b);
        let queue = times.map((dueAtMs, index) => waiting(index + 1, { dueAtMs }));
        const answered: SentMessage[] = [];
        let nowMs = 0;
        for (let turn = 0; turn < 500 && queue.length > 0; turn++) {
          const here = queue.filter(({ id }) => (times[Number(id) - 1] ?? 0) <= nowMs);
          const plan = planMessages({
            limits: keyed,
            waiting: here,
            sent: answered,
            heldUntil: new Map(),
            doubtful: new Set(),
            nowMs,
          });
          for (const { deliveryIds, channelId, paceKey } of plan.messages) {
            const key = keyOf(deliveryIds.map(String));
            if (!keys.has(key)) received.push(...deliveryIds);
            keys.add(key);
            const hasArrived = lost.shift() !== true;
            answered.push({ channelId, paceKey, atMs: nowMs, hasArrived });
            const unanswered = { message: String(nowMs), atMs: nowMs };
            queue = queue.flatMap((delivery) => {
              if (!deliveryIds.includes(delivery.id)) return [delivery];
              return hasArrived ? [] : [{ ...delivery, unanswered, dueAtMs: nowMs + 5_000 }];
            });
          }
          const next = [...arrivals, plan.nextAtMs ?? Infinity, nowMs + 1_000].filter((at) => at > nowMs);
          nowMs = Math.min(...next);
        }
        expect(queue).toEqual([]);
        expect(received.map(Number)).toEqual(arrivals.map((_, index) => index + 1));
      },
    ),
    { numRuns: 200 },
  );
});

it("looks back as far as the longest limit", () => {
  const limits = { gatherMs: 10_000, ratesOfAll: [{ count: 30, windowMs: 1_000 }] };
  expect(historyMs({ limits, waiting: [waiting(1)] })).toBe(10_000);
  expect(historyMs({ limits, waiting: [waiting(1), waiting(2, group)] })).toBe(60_000);
  expect(
    historyMs({ limits: { ...limits, ratesOfAll: [{ count: 9, windowMs: 90_000 }] }, waiting: [] }),
  ).toBe(90_000);
});

// Chats of persons and groups; some have several channels.
const CHANNELS = [
  { channelId: 1, paceKey: "42", ...person },
  { channelId: 2, paceKey: "42", ...person },
  // Topics of one group: more channels than twenty messages a minute can serve.
  ...Array.from({ length: 6 }, (_, i) => ({ channelId: 3 + i, ...group })),
  ...Array.from({ length: 40 }, (_, i) => ({ channelId: 10 + i, paceKey: `${100 + i}`, ...person })),
];

type Arrival = { atMs: number; channel: number };

/** Lets events come and messages go until everything is sent; returns every message with the time it was sent at. */
function play(arrivals: readonly Arrival[], answerMs: number) {
  const events = arrivals
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((arrival, index) => ({ ...arrival, id: BigInt(index + 1) }));
  const told: { atMs: number; paceKey: string; ids: bigint[] }[] = [];
  const answered: SentMessage[] = [];
  const done = new Set<bigint>();
  let nowMs = 0;
  for (let turn = 0; turn < 10_000; turn++) {
    const here = events.filter(({ atMs, id }) => atMs <= nowMs && !done.has(id));
    // A message on its way may arrive at any moment.
    const flying = answered.filter(({ atMs }) => atMs > nowMs);
    const plan = planMessages({
      limits: LIMITS,
      waiting: here.map(({ id, channel, atMs }) => ({
        ...waiting(0, CHANNELS[channel % CHANNELS.length]),
        id,
        dueAtMs: atMs,
      })),
      sent: [
        ...answered.filter(({ atMs }) => atMs <= nowMs && atMs > nowMs - 60_000),
        ...flying.map((message) => ({ ...message, atMs: nowMs, hasArrived: false })),
      ],
      heldUntil: new Map(flying.map(({ channelId, atMs }) => [channelId, atMs])),
      doubtful: new Set(),
      nowMs,
    });
    for (const { paceKey, channelId, deliveryIds } of plan.messages) {
      told.push({ atMs: nowMs, paceKey, ids: deliveryIds });
      answered.push({ paceKey, channelId, atMs: nowMs + answerMs, hasArrived: true });
      for (const id of deliveryIds) done.add(id);
    }
    const times = [...events, ...answered].map(({ atMs }) => atMs);
    const next = [...times, plan.nextAtMs ?? Infinity].filter((at) => at > nowMs);
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

it("never exceeds a limit or changes an order, and sends everything exactly once", () => {
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
        for (const key of new Set(CHANNELS.map(({ paceKey }) => paceKey))) {
          const times = told.filter(({ paceKey }) => paceKey === key).map(({ atMs }) => atMs);
          expect(mostWithin(times, 1_000)).toBeLessThanOrEqual(1);
          if (key.startsWith("-")) expect(mostWithin(times, 60_000)).toBeLessThanOrEqual(20);
        }
      },
    ),
    { numRuns: 100 },
  );
});

describe("a message to a destination that has not answered lately", () => {
  const many = Array.from({ length: 250 }, (_, index) => waiting(index + 1));
  const tried = { message: "first", atMs: NOW - 60_000 };
  const sizeOf = (queue: readonly WaitingDelivery[], limits: Partial<PlanLimits> = {}) =>
    planMessages({
      limits: { ...LIMITS, ...limits },
      waiting: queue,
      sent: [],
      heldUntil: new Map(),
      doubtful: new Set([1]),
      nowMs: NOW,
    }).messages.map(({ deliveryIds }) => [deliveryIds[0], deliveryIds.length]);

  it("contains the oldest hundred of many", () => {
    expect(sizeOf(many)).toEqual([[1n, 100]]);
  });

  it("contains all if another destination is meant", () => {
    expect(sizeOf(many.map((each) => ({ ...each, ...elsewhere })))).toEqual([[1n, 250]]);
  });

  it("is the same as before if the receiver may know it by its key", () => {
    const queue = many.map((each, index) => ({ ...each, unanswered: index < 200 ? tried : null }));
    expect(sizeOf(queue, { isKeyed: true })).toEqual([[1n, 200]]);
    expect(sizeOf(queue)).toEqual([[1n, 100]]);
  });
});
