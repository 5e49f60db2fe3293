import { expect, it } from "vitest";
import { describeInstant } from "./describe-instant";

const at = (time: string) => Date.parse(`2026-03-29T${time}Z`);
const hour = { fromMs: at("00:30:00"), toMs: at("01:30:00") };
const day = { fromMs: at("00:00:00") - 86_400_000, toMs: at("12:00:00") };
const outage = { kind: "outage" as const, fromMs: at("01:00:00"), toMs: at("01:10:00") };
const paused = { kind: "paused" as const, fromMs: at("01:00:00"), toMs: at("01:10:00") };
const alert = {
  name: "Disk full",
  severity: "warning" as const,
  fromMs: at("01:05:00"),
  toMs: at("09:00:00"),
};

it.each([
  ["an hour is read to the second", at("00:59:59"), hour, "01:59:59"],
  // In Zurich, 02:00 became 03:00 at 01:00 UTC.
  ["the clock may have jumped", at("01:15:00"), hour, "03:15:00, alert: Disk full"],
  ["what was wrong is named", at("01:06:00"), hour, "03:06:00, machine offline, paused, alert: Disk full"],
  ["a longer span is read to the minute", at("11:59:59"), day, "13:59"],
  ["another day is named", at("00:00:00") - 7_200_000, day, "28 Mar, 23:00"],
])("describeInstant: %s", (_, ms, span, words) => {
  const shades = [outage, paused, outage];
  const said = describeInstant({
    ...{ ms, span, shades, alerts: [alert] },
    ...{ nowMs: at("12:00:00"), timeZone: "Europe/Zurich" },
  });
  expect(said).toBe(words);
});
