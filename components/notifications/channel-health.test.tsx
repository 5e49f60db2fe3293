import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ClockProvider } from "@/components/ui/clock";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { ChannelHealth } from "./channel-health";

const now = Date.parse("2026-03-01T12:20:00Z");
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const at = "2026-03-01T12:53:00.000Z";

const works = {
  ...{ type: "webhook", id: 1, name: "bridge", address: "https://bridge.example", events: null },
  ...{ url: "https://bridge.example", signing_secret: null, old_secret_until: null, is_active: true },
  ...{ created_at: ago(600), state: "works", problem: null, failing_since: null, failed_at: null },
  ...{ last_delivery: { state: "delivered", at: ago(2), message: null }, last_failure: null },
  waiting: { count: 0, next_attempt_at: null },
} satisfies ChannelView;
const refused = { at: ago(8), message: "HTTP 500" };
const waits = (count: number, next_attempt_at: string) => ({ waiting: { count, next_attempt_at } });
const attempted = { last_delivery: { state: "pending", at: ago(8), message: "HTTP 500" } } as const;

it.each<[string, Partial<ChannelView>, "good" | "bad" | "idle", RegExp]>([
  ["works", {}, "good", /^Last delivered 2m ago$/],
  ["was never used", { last_delivery: null }, "idle", /^Nothing sent yet$/],
  [
    "works again, while an older message waits for its own attempt",
    { last_failure: refused, ...waits(1, at) },
    "good",
    /^Last delivered 2m ago; 1 waiting, tried again at .*12:53:00$/,
  ],
  [
    "works again, while an older message is due",
    { last_failure: refused, ...waits(1, ago(0)) },
    "good",
    /^Last delivered 2m ago; 1 waiting, tried again within a minute$/,
  ],
  [
    "works again, while a later message waits for its own attempt",
    { last_failure: refused, ...attempted, ...waits(2, at) },
    "idle",
    /^2 waiting, tried again at .*12:53:00\. Last answer 8m ago: HTTP 500\.$/,
  ],
  [
    "works, but refused the latest message, while an older one waits",
    {
      last_delivery: { state: "dead", at: ago(2), message: "Too long." },
      last_failure: refused,
      ...waits(1, at),
    },
    "bad",
    /^Last attempt failed 2m ago: Too long; 1 waiting, tried again at .*12:53:00$/,
  ],
  [
    "has refused attempts for a moment",
    { state: "retrying", last_failure: refused, ...attempted, ...waits(1, at) },
    "bad",
    /^1 waiting\. Last attempt failed 8m ago: HTTP 500\. Next attempt at .*12:53:00; kept for 25 hours\.$/,
  ],
  [
    "is failing",
    { state: "failing", last_failure: refused, ...attempted, ...waits(3, ago(0)) },
    "bad",
    /^3 waiting\. Last attempt failed 8m ago: HTTP 500\. Tried about once a minute; kept for 25 hours\.$/,
  ],
  [
    "is failing, with nothing due",
    { state: "failing", last_failure: refused, ...attempted, ...waits(1, at) },
    "bad",
    /^1 waiting\. Last attempt failed 8m ago: HTTP 500\. Next attempt at .*12:53:00; kept for 25 hours\.$/,
  ],
  [
    "has given up",
    { state: "failed", failed_at: ago(90), last_failure: refused },
    "bad",
    /^Nothing has arrived for 1h30m: HTTP 500\.$/,
  ],
])("says of a channel that %s what is true now", (_what, change, looks, words) => {
  const html = renderToStaticMarkup(
    <ClockProvider initialNow={now} offsetMs={0} notBefore={now}>
      <ChannelHealth channel={{ ...works, ...change } as ChannelView} />
    </ClockProvider>,
  );
  expect(html.replace(/<[^>]*>/g, "")).toMatch(words);
  expect(looksOf(html)).toBe(looks);
});

function looksOf(html: string): string {
  if (html.includes("text-offline")) return "bad";
  return html.includes("text-online") ? "good" : "idle";
}
