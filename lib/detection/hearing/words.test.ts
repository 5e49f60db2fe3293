import { expect, it } from "vitest";
import { BLIND_CAUSES } from "@/lib/heartbeat/pulse";
import { causeWords, deafSentence, heardSentence } from "./words";

const at = (text: string) => Date.parse(`2026-03-${text}Z`);
const outage = { startedAtMs: at("01T10:02:11"), endedAtMs: at("01T10:14:03") };

it.each([
  [
    "one interval",
    { stretches: [outage], cause: "down", machines: { confirmed: 38, offline: 2, awaited: 0 } },
    "The hub could not receive reports from 2026-03-01 10:02 to 10:14 UTC, for 11m52s (it was down); 38 machines confirmed since, 2 are offline.",
  ],
  [
    "several, over midnight",
    {
      stretches: [
        { startedAtMs: at("01T23:50:00"), endedAtMs: at("01T23:51:00") },
        { startedAtMs: at("01T23:58:00"), endedAtMs: at("02T00:01:30") },
      ],
      cause: "database",
      machines: { confirmed: 1, offline: 1, awaited: 1 },
    },
    "The hub could not receive reports 2 times from 2026-03-01 23:50 to 2026-03-02 00:01 UTC, for 4m30s in all (it could not write to its database); 1 machine confirmed since, 1 is offline, 1 has not reported yet.",
  ],
  [
    "no machine has reported",
    { stretches: [outage], cause: "frozen", machines: { confirmed: 0, offline: 0, awaited: 3 } },
    "The hub could not receive reports from 2026-03-01 10:02 to 10:14 UTC, for 11m52s (it was frozen); no machine has reported since, none is offline, 3 have not reported yet.",
  ],
])("describes %s", (_, given, sentence) => {
  expect(heardSentence({ zone: "UTC", ...given })).toBe(sentence);
});

it("says when in the zone of the team, whose day may be another", () => {
  const machines = { confirmed: 1, offline: 0, awaited: 0 };
  const late = { startedAtMs: at("01T22:50:00"), endedAtMs: at("01T23:10:00") };
  const zone = "Europe/Berlin";
  expect(heardSentence({ stretches: [outage], cause: "down", machines, zone })).toContain(
    "from 2026-03-01 11:02 to 11:14 CET, for 11m52s",
  );
  expect(heardSentence({ stretches: [late], cause: "down", machines, zone })).toContain(
    "from 2026-03-01 23:50 to 2026-03-02 00:10 CET",
  );
  expect(deafSentence({ sinceMs: late.endedAtMs, zone })).toContain("since 2026-03-02 00:10 CET");
});

it("says since when it has lasted", () => {
  expect(deafSentence({ sinceMs: outage.startedAtMs, zone: "UTC" })).toBe(
    "The hub has not been able to receive reports since 2026-03-01 10:02 UTC. Until it can, no machine's silence counts.",
  );
});

it("has words for every cause, and shows an unknown one as it is", () => {
  for (const cause of BLIND_CAUSES) expect(causeWords(cause)).toMatch(/^it/);
  expect(causeWords("toString")).toBe("toString");
});
