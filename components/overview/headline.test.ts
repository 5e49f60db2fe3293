import { expect, it } from "vitest";
import { headline } from "./headline";

const NONE = { open: 0, critical: 0 };
const none = { pending: 0, online: 0, late: 0, offline: 0, disabled: 0, paused: 0 };

it.each([
  ["an empty hub", none, "No machines yet"],
  ["one machine is offline", { ...none, online: 41, offline: 1 }, "1 machine is offline"],
  [
    "offline machines outrank late ones",
    { ...none, online: 40, late: 3, offline: 2 },
    "2 machines are offline",
  ],
  ["only late machines", { ...none, online: 3, late: 1 }, "None offline, 1 late"],
  ["all is well", { ...none, online: 42, disabled: 1 }, "All 42 machines are online"],
  ["the only machine is online", { ...none, online: 1 }, "The machine is online"],
  ["one online, another disabled", { ...none, online: 1, disabled: 1 }, "1 machine is online"],
  ["one online, another pending", { ...none, online: 1, pending: 1 }, "1 machine is online, 1 is pending"],
  [
    "several online, several pending",
    { ...none, online: 5, pending: 2 },
    "5 machines are online, 2 are pending",
  ],
  ["late and pending", { ...none, online: 3, late: 1, pending: 2 }, "None offline, 1 late, 2 pending"],
  ["late and paused", { ...none, online: 3, late: 1, paused: 1 }, "None offline, 1 late, 1 paused"],
  ["one online, one paused", { ...none, online: 1, paused: 1 }, "1 machine is online, 1 is paused"],
  [
    "online, pending and paused",
    { ...none, online: 5, pending: 1, paused: 2 },
    "5 machines are online, 1 is pending, 2 are paused",
  ],
  [
    "paused ones besides those without a report",
    { ...none, pending: 1, paused: 1 },
    "Waiting for the first report",
  ],
  ["no report yet", { ...none, pending: 2 }, "Waiting for the first report"],
  ["nothing enabled", { ...none, disabled: 2 }, "All machines are disabled"],
  ["nothing monitored", { ...none, disabled: 2, paused: 1 }, "No machine is monitored right now"],
])("%s", (_name, counts, sentence) => {
  expect(headline({ alerts: NONE, counts, mass_silence: null })).toBe(sentence);
});

it.each([
  ["all machines", false, 17, "All 17 machines went silent together"],
  ["most machines", false, 20, "17 of 20 machines went silent together"],
  [
    "the machines of one ingest process",
    true,
    20,
    "17 of 20 machines last heard by one ingest process went silent together",
  ],
])("a mass silence outranks everything: %s", (_, web, of, sentence) => {
  const mass_silence = { offline: 17, of, web, since: "2026-03-01T12:00:00.000Z" };
  expect(headline({ alerts: NONE, counts: { ...none, online: 3, offline: 17 }, mass_silence })).toBe(
    sentence,
  );
});

it.each([
  ["one that was offline before", 18, "17 of 20 machines went silent together, 1 more is offline"],
  ["several that went offline since", 19, "17 of 20 machines went silent together, 2 more are offline"],
])("a mass silence also counts the other offline machines: %s", (_, offline, sentence) => {
  const mass_silence = { offline: 17, of: 20, web: false, since: "2026-03-01T12:00:00.000Z" };
  expect(headline({ alerts: NONE, counts: { ...none, online: 3, offline }, mass_silence })).toBe(sentence);
});

it.each([
  ["one alert", 1, "All 42 machines are online, 1 alert"],
  ["several alerts", 3, "All 42 machines are online, 3 alerts"],
])("says calmly that there is %s", (_, open, sentence) => {
  const counts = { ...none, online: 42 };
  expect(headline({ counts, mass_silence: null, alerts: { open, critical: open } })).toBe(sentence);
});

it("names alerts after what is offline", () => {
  const counts = { ...none, online: 41, offline: 1 };
  const alerts = { open: 2, critical: 0 };
  expect(headline({ counts, mass_silence: null, alerts })).toBe("1 machine is offline, 2 alerts");
});
