import { expect, it } from "vitest";
import { decideAwayReason } from "./away-reason";

const silentMs = 180_000;
const known = { silentMs, uptimeS: 86_400, bootId: "a", before: { bootId: "a", hasAnnouncedStop: false } };

it.each([
  ["up for less time than it was silent: rebooted", { uptimeS: 179 }, "rebooted"],
  ["up for exactly as long: it kept running", { uptimeS: 180 }, "kept_running"],
  ["another boot id: rebooted", { bootId: "b" }, "rebooted"],
  [
    "rebooted after a goodbye: rebooted",
    { uptimeS: 5, before: { bootId: "a", hasAnnouncedStop: true } },
    "rebooted",
  ],
  [
    "the same boot after a goodbye: its agent restarted",
    { before: { bootId: "a", hasAnnouncedStop: true } },
    "agent_restarted",
  ],
  ["the same boot without a goodbye: it kept running", {}, "kept_running"],
  ["uptime without a boot id is enough", { bootId: null }, "kept_running"],
  ["a boot id without uptime is enough", { uptimeS: null }, "kept_running"],
  [
    "the first boot id ever proves nothing by itself",
    { uptimeS: null, before: { bootId: null, hasAnnouncedStop: false } },
    null,
  ],
  ["neither uptime nor boot id: unknown", { uptimeS: null, bootId: null }, null],
] as const)("%s", (_, change, expected) => {
  expect(decideAwayReason({ ...known, ...change })).toBe(expected);
});
