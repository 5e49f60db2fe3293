import { expect, it } from "vitest";
import type { Act } from "@/lib/incidents/acknowledgements/act";
import { explain } from "./decide";
import type { ExplainedDelivery, ExplainedFacts, ExplainedIncident } from "./facts";

const at = Date.parse("2026-03-01T12:00:00Z");
const s = 1_000;
/** Somebody asks ten minutes later. */
const now = at + 600 * s;

const facts = (change: Partial<ExplainedFacts> = {}): ExplainedFacts => ({
  name: "web-01",
  status: "online",
  createdAtMs: at - 86_400 * s,
  lastSeenAtMs: at + 600 * s,
  deadlineAtMs: at + 720 * s,
  isPaused: false,
  pausedUntilMs: null,
  window: null,
  windowThen: null,
  thresholdMs: 120 * s,
  announced: null,
  incident: null,
  reportBeforeMs: at - 5 * s,
  reportAfterMs: at + 5 * s,
  keptSinceMs: at - 48 * 3_600 * s,
  blind: [],
  ...change,
});

const delivery = (change: Partial<ExplainedDelivery> = {}): ExplainedDelivery => ({
  id: 1,
  event: "machine.offline",
  channelName: "on-call",
  state: "delivered",
  reasonText: null,
  createdAtMs: at,
  finishedAtMs: at,
  nextAttemptAtMs: null,
  attemptCount: 1,
  isChannelFailing: false,
  lastAnswer: "HTTP 200",
  ...change,
});

const outage = (deliveries: ExplainedDelivery[], change: Partial<ExplainedIncident> = {}) =>
  facts({
    incident: {
      id: 7,
      startedAtMs: at - 180 * s,
      detectedAtMs: at - 60 * s,
      resolvedAtMs: null,
      resolution: null,
      thresholdMs: 120 * s,
      firing: null,
      mass: null,
      deliveries,
      eventsKept: true,
      acts: [],
      policy: null,
      ...change,
    },
  });

const off = delivery({
  state: "suppressed",
  channelName: "mail",
  reasonText: "The channel is switched off.",
});
const retrying = delivery({
  state: "pending",
  channelName: "chat",
  lastAnswer: "HTTP 500",
  nextAttemptAtMs: at,
});
const blindFor = (startS: number, endS: number) => [
  { startedAtMs: at + startS * s, endedAtMs: at + endS * s, cause: "down" },
];

it.each([
  ["before it was added", facts({ createdAtMs: at + 1 }), "not_watched", /not been added/],
  [
    "about a machine that never reported",
    facts({ lastSeenAtMs: null, status: "pending" }),
    "not_watched",
    /never reported/,
  ],
  ["while it is paused", facts({ lastSeenAtMs: at - 600 * s, isPaused: true }), "not_yet", /is paused/],
  [
    "while a window covers it",
    facts({ lastSeenAtMs: at - 600 * s, isPaused: true, window: "Nightly backup" }),
    "not_yet",
    /is under the maintenance window “Nightly backup”/,
  ],
  [
    "within a longer silence that a window covered",
    facts({ reportBeforeMs: at - 60 * s, reportAfterMs: at + 300 * s, windowThen: "Nightly backup" }),
    "no_outage",
    /under the maintenance window “Nightly backup”/,
  ],
  [
    "about a machine that was disabled before it ever reported",
    facts({ lastSeenAtMs: null, status: "disabled" }),
    "not_watched",
    /is disabled/,
  ],
  ["while it is disabled", facts({ lastSeenAtMs: at - 1, status: "disabled" }), "not_watched", /is disabled/],
  [
    "after it was enabled and before it reports",
    facts({ lastSeenAtMs: at - 1, status: "pending" }),
    "not_watched",
    /enabled/,
  ],
  [
    "before its threshold has passed",
    facts({ lastSeenAtMs: at - 60 * s }),
    "not_yet",
    /was not offline: it had reported 1m before, and its threshold is 2m/,
  ],
  [
    "while hub downtime extends its deadline",
    facts({ lastSeenAtMs: at - 600 * s, blind: blindFor(-580, -100) }),
    "not_yet",
    /was not offline/,
  ],
  [
    "of a silence that has not been decided on yet",
    facts({ lastSeenAtMs: at - 121 * s }),
    "not_yet",
    /longer than its threshold \(2m\) but has not been declared offline yet/,
  ],
  ["between two reports", facts(), "no_outage", /reported before and after/],
  [
    "within a silence of exactly the threshold",
    facts({ reportBeforeMs: at - 60 * s, reportAfterMs: at + 60 * s }),
    "no_outage",
    /reported before and after/,
  ],
  [
    "within a longer silence that nothing was recorded about",
    facts({ reportBeforeMs: at - 60 * s, reportAfterMs: at + 60 * s + 1 }),
    "unknown",
    /longer than its current threshold/,
  ],
  [
    "within a longer silence that included a pause",
    facts({ reportBeforeMs: at - 60 * s, reportAfterMs: at + 300 * s, pausedUntilMs: at + 200 * s }),
    "no_outage",
    /paused: no alerts are sent during a pause/,
  ],
  [
    "within a longer silence before the end of a pause that may have begun later",
    facts({ reportBeforeMs: at - 60 * s, reportAfterMs: at + 300 * s, pausedUntilMs: at + 301 * s }),
    "unknown",
    /may have been paused/,
  ],
  [
    "within a longer silence that began after the pause",
    facts({ reportBeforeMs: at - 60 * s, reportAfterMs: at + 300 * s, pausedUntilMs: at - 60 * s }),
    "unknown",
    /longer than its current threshold/,
  ],
  [
    "within a longer silence that was hub downtime",
    facts({ reportBeforeMs: at - 60 * s, reportAfterMs: at + 300 * s, blind: blindFor(-30, 240) }),
    "no_outage",
    /hub downtime, which does not count/,
  ],
  [
    "within a silence of which too little was hub downtime",
    facts({ reportBeforeMs: at - 60 * s, reportAfterMs: at + 300 * s, blind: blindFor(-3_600, 0) }),
    "unknown",
    /longer than its current threshold/,
  ],
  [
    "for which individual reports are no longer kept",
    facts({ reportBeforeMs: null, keptSinceMs: at + 1 }),
    "no_outage",
    /no longer kept/,
  ],
  ["around which no report is known", facts({ reportBeforeMs: null }), "unknown", /not known/],
  [
    "of an outage whose alert arrived everywhere",
    outage([delivery()]),
    "told",
    /went offline\. Delivered to on-call\.$/,
  ],
  [
    "of an outage whose alert arrived at one of two",
    outage([delivery(), off]),
    "partly_told",
    /Delivered to on-call\. Not sent to mail\./,
  ],
  [
    "of an outage whose alert is still being sent",
    outage([retrying, off]),
    "being_told",
    /Still sending to chat\. Not sent to mail\./,
  ],
  ["of an outage that nobody was notified of", outage([off]), "not_told", /Not sent to mail\./],
  [
    "of an outage in a team without channels",
    outage([delivery({ state: "suppressed", channelName: "" })]),
    "not_told",
    /Nobody was notified/,
  ],
  [
    "of an outage whose notifications are no longer kept",
    outage([], { resolvedAtMs: at, eventsKept: false }),
    "unknown",
    /Who was notified is no longer kept/,
  ],
  [
    "of an outage whose alert arrived when it was sent again",
    outage([
      delivery({ state: "dead", reasonText: "The receiver refused it permanently." }),
      delivery({ id: 2 }),
    ]),
    "told",
    /Delivered to on-call\.$/,
  ],
] as const)("asked about a time %s", (_, given, verdict, summary) => {
  const explanation = explain({ facts: given, atMs: at, nowMs: now });
  expect(explanation.verdict).toBe(verdict);
  expect(explanation.summary).toMatch(summary);
});

it("names every link of an outage's chain in order", () => {
  const reminder = delivery({ id: 4, event: "machine.still_offline" });
  const recovery = delivery({ id: 3, event: "machine.online", finishedAtMs: at + 61 * s });
  const given = outage([delivery(), off, reminder, recovery], {
    resolvedAtMs: at + 60 * s,
    resolution: "reported",
  });
  const { steps } = explain({
    facts: { ...given, blind: blindFor(-170, -160) },
    atMs: at - 120 * s,
    nowMs: now,
  });
  expect(steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
    "report went_on",
    "hearing waits",
    "incident went_on",
    "delivery went_on",
    "delivery ended",
    "delivery went_on",
    "recovery went_on",
    "delivery went_on",
  ]);
  expect(steps[1]?.sentence).toContain("for 10s (it was down)");
  expect(steps[2]?.sentence).toContain("after 2m of silence (threshold 2m). At the time you ask about");
  expect(steps[4]?.sentence).toContain("The channel is switched off.");
  expect(steps[5]?.sentence).toContain("Reminder to on-call: delivered.");
  expect(steps[6]?.sentence).toContain("Back online after 4m.");
});

it("tells what happened in order of time, and then what will be", () => {
  const late = delivery({ id: 2, channelName: "pager", finishedAtMs: at + 500 * s });
  const later = { ...retrying, id: 3, nextAttemptAtMs: now + 900 * s };
  const due = { ...retrying, id: 4, channelName: "bridge", nextAttemptAtMs: now };
  const given = outage([later, due, late, delivery()], {
    resolvedAtMs: at + 60 * s,
    resolution: "reported",
  });
  const { steps } = explain({ facts: given, atMs: at, nowMs: now });
  expect(steps.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^Last report/),
    expect.stringMatching(/^Declared offline/),
    "Alert to on-call: delivered.",
    expect.stringMatching(/^Back online/),
    "Alert to pager: delivered.",
    "Alert to bridge: not delivered yet. It will be attempted again within a minute. Last answer: HTTP 500.",
    "Alert to chat: not delivered yet. It will be attempted again then. Last answer: HTTP 500.",
  ]);
});

it.each([
  [
    "a reboot that takes longer than the threshold",
    300 * s,
    /^It announced a stop \(reboot\), so 5m .* instead of 2m/,
  ],
  ["one that does not", 60 * s, /is declared offline then \(threshold 2m\)/],
])("says how long is tolerated of %s", (_, plannedMs, sentence) => {
  const announced = { reason: "reboot", plannedMs };
  const given = facts({ lastSeenAtMs: at - 60 * s, deadlineAtMs: now + 5 * s, announced });
  expect(explain({ facts: given, atMs: at, nowMs: now }).steps.at(-1)?.sentence).toMatch(sentence);
});

it.each([
  ["to come", now + 5 * s, /is declared offline then/, now + 5 * s],
  ["due", now, /is declared offline at the next check/, null],
  ["overdue", now - 5 * s, /is declared offline at the next check/, null],
])("speaks of a deadline that is %s as of something to come", (_, deadlineAtMs, sentence, atMs) => {
  const given = facts({ lastSeenAtMs: at - 60 * s, deadlineAtMs });
  const step = explain({ facts: given, atMs: at, nowMs: now }).steps.at(-1);
  expect(step?.sentence).toMatch(sentence);
  expect(step?.at).toBe(atMs === null ? null : new Date(atMs).toISOString());
});

const held = (change: Partial<Act> = {}): Act => ({
  by: "Ada",
  via: "ui",
  atMs: at,
  untilMs: null,
  ending: null,
  endedAtMs: null,
  endedBy: null,
  ...change,
});
const hour = 3_600 * s;
const snooze = held({ untilMs: at + hour });
const reminder = delivery({
  ...{ id: 4, event: "machine.still_offline" },
  ...{ createdAtMs: at + hour, finishedAtMs: at + hour },
});

it.each([
  ["an acknowledgement", [held()], {}, ["went_on Ada acknowledged it. The recovery is still sent"]],
  [
    "an active snooze",
    [{ ...snooze, via: "api" as const }],
    {},
    [
      "went_on Ada snoozed it through the API for 1h.",
      "waits Then the snooze ends: a reminder is sent if it is still offline.",
    ],
  ],
  ["a snooze that the outage ended before", [snooze], { resolvedAtMs: at + 1 }, ["went_on Ada snoozed it"]],
  [
    "a snooze that is over, with its reminder",
    [{ ...snooze, ending: "over" as const, endedAtMs: at + hour }],
    { deliveries: [delivery(), reminder] },
    [
      "went_on Ada snoozed it for 1h.",
      "went_on The snooze ended, and it was still offline.",
      "went_on Reminder to on-call: delivered.",
    ],
  ],
  [
    "a snooze that was over when the machine was back",
    [{ ...snooze, ending: "over" as const, endedAtMs: at + hour }],
    { resolvedAtMs: at + hour },
    ["went_on Ada snoozed it"],
  ],
  [
    "a snooze that somebody removed",
    [{ ...snooze, ending: "taken_back" as const, endedAtMs: at + 1, endedBy: "Grace" }],
    {},
    ["went_on Ada snoozed it", "ended Grace unacknowledged it, so no reminder is sent."],
  ],
  [
    "a snooze that an acknowledgement replaced, until that was removed",
    [
      { ...snooze, ending: "replaced" as const, endedAtMs: at + 1 },
      held({ by: "Grace", atMs: at + 1, ending: "taken_back", endedAtMs: at + 2, endedBy: "Grace" }),
    ],
    {},
    [
      "went_on Ada snoozed it",
      "went_on Grace acknowledged it. The recovery is still sent. The snooze before it ends without a reminder.",
      "ended Grace unacknowledged it.",
    ],
  ],
] as const)("describes %s", (_, acts, change, sentences) => {
  const given = outage([delivery()], { resolution: "reported", ...change, acts });
  const { steps } = explain({ facts: given, atMs: at, nowMs: now });
  const told = steps
    .slice(3)
    .filter(({ step }) => step !== "recovery")
    .map(({ state, sentence }) => `${state} ${sentence}`);
  expect(told).toHaveLength(sentences.length);
  for (const [index, sentence] of sentences.entries()) expect(told[index]).toContain(sentence);
});
