import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ClockProvider } from "@/components/ui/clock";
import { NextAttempt } from "./next-attempt";

const now = Date.parse("2026-03-01T12:20:00Z");

it.each([
  ["a time to come", now + 60_000, /^at .*12:21:00/],
  ["a time that has come", now, /^now, or once the receiver accepts messages again$/],
  ["a time that passed while its receiver was down", now - 600_000, /^now, or once the receiver accepts/],
])("promises of %s only what is certain", (_when, atMs, words) => {
  const html = renderToStaticMarkup(
    <ClockProvider initialNow={now} offsetMs={0} notBefore={now}>
      <NextAttempt at={new Date(atMs).toISOString()} />
    </ClockProvider>,
  );
  expect(html.replace(/<[^>]*>/g, "")).toMatch(words);
});
