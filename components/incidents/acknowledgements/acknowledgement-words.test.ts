import { expect, it } from "vitest";
import { acknowledgementWords, bulkOutcomeWords } from "./acknowledgement-words";

it.each([
  ["without an end", null, "Acknowledged by Ada"],
  ["with an end", "2026-11-24T13:30:00Z", "Snoozed by Ada"],
])("names who acknowledged an incident %s", (_, until, words) => {
  expect(acknowledgementWords({ by: "Ada", until })).toBe(words);
});

it.each([
  [
    "all outages",
    { what: "outage", acknowledged: 28, of: 28, isSnooze: false },
    "28 outages acknowledged. Recoveries are still sent.",
  ],
  [
    "the only outage",
    { what: "outage", acknowledged: 1, of: 1, isSnooze: true },
    "1 outage snoozed. If not over by then, you get a reminder.",
  ],
  [
    "all outages but one",
    { what: "outage", acknowledged: 27, of: 28, isSnooze: true },
    "27 outages snoozed. If not over by then, you get a reminder. 1 more is over or already acknowledged.",
  ],
  [
    "some outages",
    { what: "outage", acknowledged: 20, of: 28, isSnooze: false },
    "20 outages acknowledged. Recoveries are still sent. 8 more are over or already acknowledged.",
  ],
  [
    "two alerts",
    { what: "alert", acknowledged: 2, of: 2, isSnooze: false },
    "2 alerts acknowledged. Recoveries are still sent.",
  ],
  [
    "no outage",
    { what: "outage", acknowledged: 0, of: 3, isSnooze: false },
    "Nothing to acknowledge: every outage is over or already acknowledged.",
  ],
] as const)("says when %s could be acknowledged", (_, given, words) => {
  expect(bulkOutcomeWords(given)).toBe(words);
});
