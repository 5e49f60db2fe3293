import { expect, it } from "vitest";
import { outagesOf } from "./standing";

const told = (...events: string[]) =>
  events.map((event) => ({ eventType: `machine.${event}`, incidentId: 7 }));

it.each([
  ["follows an outage", told("offline"), [7]],
  ["follows one that outlasts a snooze", told("still_offline"), [7]],
  ["follows one whose snooze ended with it in one message", told("offline", "still_offline"), [7]],
  ["leaves alone what says itself that it is over", told("offline", "still_offline", "online"), []],
  ["leaves notices alone", [{ eventType: "hub.deaf", incidentId: null }], []],
])("%s", (_, deliveries, outages) => {
  expect(outagesOf(deliveries)).toEqual(outages);
});
