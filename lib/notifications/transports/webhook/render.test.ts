import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { alertMessage } from "../../messages/alert-message.fixture";
import type { AlertMessage } from "../../messages/message";
import { renderBody } from "./render";

const guide = readFileSync(path.resolve(import.meta.dirname, "../../../../docs/notifications.md"), "utf8");
const example = JSON.parse(/```json\n(\{\n {2}"event": "alert\.firing".*?)```/s.exec(guide)?.[1] ?? "{}");
const now = new Date("2026-03-01T12:00:00.000Z");
const bodyOf = (message: AlertMessage) => JSON.parse(renderBody({ message, key: "", now }));

/** Every field with the type of its value, so that neither a name nor a place differs. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.entries(value).map(([name, of]) => [name, shapeOf(of)]);
}

it("sends an alert in the shape that the guide shows", () => {
  const body = bodyOf(alertMessage("alert.firing", { firing: { samples: 3, for_ms: null } }));
  expect(shapeOf(body)).toEqual(shapeOf(example));
});

it("begins with the original's fields, of which its receivers know the types", () => {
  const body = bodyOf(alertMessage("alert.firing", { firing: { samples: 3, for_ms: null } }));
  expect(Object.entries(body).slice(0, 10)).toEqual([
    ["event", "alert.firing"],
    ["rule_id", 7],
    ["rule_name", "CPU high"],
    ["metric", "cpu_pct"],
    ["comparison", "above"],
    ["threshold_pct", 85],
    ["trigger_after", 3],
    ["value", 97],
    ["triggered_at", "2026-03-01T12:00:00.000Z"],
    ["event_id", 101],
  ]);
});

it("says of an alert that is over why, and how long it took", () => {
  const { incident, value } = bodyOf(alertMessage("alert.resolved"));
  expect([value, incident.resolution, incident.firing_for_s]).toEqual([71, "recovered", 1_020]);
});

it("names the events of a test otherwise, for programs that act on alerts", () => {
  const body = bodyOf(alertMessage("alert.firing", { facts: { canary: true } }));
  expect([body.event, body.canary]).toEqual(["canary.firing", true]);
});
