import { expect, it } from "vitest";
import { headline } from "./headline";

const none = { pending: 0, online: 0, late: 0, offline: 0, disabled: 0, paused: 0 };

it.each([
  ["an empty hub", none, "No machines yet"],
  ["one dark machine", { ...none, online: 41, offline: 1 }, "1 machine is offline"],
  [
    "two dark machines outrank late ones",
    { ...none, online: 40, late: 3, offline: 2 },
    "2 machines are offline",
  ],
  ["late ones", { ...none, online: 3, late: 1 }, "Nothing is offline, 1 is late"],
  ["all is well", { ...none, online: 42, disabled: 1 }, "All 42 machines are online"],
  ["the only one is well", { ...none, online: 1 }, "The machine is online"],
  ["nothing heard yet", { ...none, pending: 2 }, "Waiting for the first report"],
  ["nothing to hear", { ...none, disabled: 2 }, "All machines are disabled"],
  ["nothing to be told of", { ...none, disabled: 2, paused: 1 }, "Nothing is watched at present"],
])("%s", (_name, counts, sentence) => {
  expect(headline({ counts, mass_silence: null })).toBe(sentence);
});

it.each([
  ["everybody's", false, 17, "All 17 machines fell silent together"],
  ["the team's", false, 20, "17 of 20 machines fell silent together"],
  ["one web process's", true, 20, "17 of 20 machines that one web process heard last fell silent together"],
])("a mass silence outranks all: %s", (_, web, of, sentence) => {
  const mass_silence = { offline: 17, of, web, since: "2026-03-01T12:00:00.000Z" };
  expect(headline({ counts: { ...none, online: 3, offline: 17 }, mass_silence })).toBe(sentence);
});

it.each([
  ["one that was dark before", 18, "17 of 20 machines fell silent together, 1 more is offline"],
  ["several that went dark since", 19, "17 of 20 machines fell silent together, 2 more are offline"],
])("a mass silence leaves nobody out: %s", (_, offline, sentence) => {
  const mass_silence = { offline: 17, of: 20, web: false, since: "2026-03-01T12:00:00.000Z" };
  expect(headline({ counts: { ...none, online: 3, offline }, mass_silence })).toBe(sentence);
});
