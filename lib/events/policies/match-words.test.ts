import { expect, it } from "vitest";
import { matchWords } from "./match-words";
import type { PolicyView } from "./schema";

const everything: PolicyView["match"] = {
  machines: { all: true },
  kinds: null,
  rules: null,
  severity: null,
  when: null,
};
const night = { zone: "Europe/Berlin", from: "22:00", until: "07:00" };

it.each<[Partial<PolicyView["match"]>, string]>([
  [{}, "Everything"],
  [{ machines: { tags: ["web", "db"] } }, "Machines tagged web or db"],
  [{ machines: { machines: [7] }, kinds: ["offline"] }, "Outages of 1 machine"],
  [{ kinds: ["metric"], severity: "warning" }, "Warning alerts"],
  [{ severity: "critical" }, "Critical incidents"],
  [{ rules: [1, 2] }, "Alerts of 2 rules"],
  [{ when: night }, "Everything, 22:00–07:00 every day (Europe/Berlin)"],
  [
    { machines: { tags: ["web"] }, when: { ...night, days: { weekdays: [6, 7] } } },
    "Machines tagged web, 22:00–07:00 on weekends (Europe/Berlin)",
  ],
  [
    { when: { zone: "UTC", from: "02:00", lasts: "2h", days: { nth: -1, weekday: 7 } } },
    "Everything, from 02:00 for 2h on the last Sunday of the month (UTC)",
  ],
])("%j: %s", (match, words) => {
  expect(matchWords({ ...everything, ...match })).toBe(words);
});
