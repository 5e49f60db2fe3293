import { expect, it } from "vitest";
import { browserZone } from "./browser-zone";

it.each([
  ["a zone that everybody knows", "Europe/Zurich", "Europe/Zurich"],
  ["a browser that does not know", "Etc/Unknown", "UTC"],
  ["nothing", "", "UTC"],
  ["no answer at all", undefined, "UTC"],
  ["a zone that does not exist", "Mars/Olympus", "UTC"],
])("names a zone in which days can be counted: %s", (_, resolved, zone) => {
  expect(browserZone(() => resolved)).toBe(zone);
});

it("asks this browser when nothing else is given", () => {
  expect(["Asia/Kathmandu", "Asia/Katmandu"]).toContain(browserZone());
});

it("does not fail in a browser that does", () => {
  const fails = () => {
    throw new RangeError("invalid time zone");
  };
  expect(browserZone(fails)).toBe("UTC");
});
