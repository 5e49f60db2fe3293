import { expect, it } from "vitest";
import { decideAwayReason } from "./away-reason";

const silentMs = 180_000;
const known = { silentMs, uptimeS: 86_400, bootId: "a", before: { bootId: "a", saidGoodbye: false } };

it.each([
  ["up for less than it was silent, it was rebooted", { uptimeS: 179 }, "rebooted"],
  ["up for exactly as long, it was running", { uptimeS: 180 }, "kept_running"],
  ["under another boot id it was rebooted", { bootId: "b" }, "rebooted"],
  [
    "rebooted after a goodbye, it was rebooted",
    { uptimeS: 5, before: { bootId: "a", saidGoodbye: true } },
    "rebooted",
  ],
  [
    "the same boot after a goodbye: its agent was away",
    { before: { bootId: "a", saidGoodbye: true } },
    "agent_restarted",
  ],
  ["the same boot without a goodbye: it kept running", {}, "kept_running"],
  ["an agent that tells its uptime alone is believed", { bootId: null }, "kept_running"],
  ["an agent that tells its boot alone is believed", { uptimeS: null }, "kept_running"],
  [
    "the first boot id ever says nothing by itself",
    { uptimeS: null, before: { bootId: null, saidGoodbye: false } },
    null,
  ],
  ["an agent that tells neither says nothing", { uptimeS: null, bootId: null }, null],
] as const)("%s", (_, change, expected) => {
  expect(decideAwayReason({ ...known, ...change })).toBe(expected);
});
