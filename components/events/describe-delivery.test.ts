import { expect, it } from "vitest";
import { describeDelivery, type ShownDelivery } from "./describe-delivery";

const at = "2026-11-24T10:00:00Z";
const refused = { number: 2, started_at: at, finished_at: at, ok: false, status: 503, message: "HTTP 503" };

const waiting: ShownDelivery = {
  id: 1,
  uid: "msg_1",
  event: "machine.offline",
  state: "pending",
  reason: null,
  reason_text: null,
  channel_id: 1,
  channel_name: "on-call",
  machine_id: 1,
  incident_id: 1,
  replay_of: null,
  created_at: at,
  next_attempt_at: at,
  finished_at: null,
  attempts: [],
};

it.each([
  ["a delivery that was not attempted yet", {}, { word: "Waiting to be sent", detail: null, at: null }],
  [
    "one that was not attempted yet, to a channel that works",
    { channel_state: "retrying" },
    { word: "Waiting to be sent", tone: "neutral" },
  ],
  [
    "one that was not attempted yet, to a channel that fails",
    { channel_state: "failing" },
    { word: "Waiting, channel failing", tone: "warn" },
  ],
  [
    "one to a channel whose type is not set up",
    { channel_state: "unusable" },
    { word: "Waiting, channel not set up", tone: "warn" },
  ],
  ["a delivery that is being sent", { state: "sending" }, { word: "Sending", at: null }],
  [
    "a delivery that arrived",
    { state: "delivered", finished_at: at },
    { word: "Delivered", tone: "good", at: { instant: at } },
  ],
  [
    "a delivery that will be retried",
    { attempts: [refused] },
    {
      word: "Retrying",
      detail: "Attempt 2 failed: HTTP 503",
      at: { label: "· next attempt", instant: at, isNextAttempt: true },
    },
  ],
  [
    "a delivery that was suppressed",
    { state: "suppressed", reason: "channel_off", reason_text: "The channel is switched off." },
    { word: "Not sent", detail: "The channel is switched off." },
  ],
  [
    "a delivery that was given up",
    { state: "dead", reason: "expired", reason_text: "Not within 25 hours.", attempts: [refused] },
    { word: "Failed", tone: "bad", detail: "Not within 25 hours. Last answer: HTTP 503" },
  ],
  ["a test that failed", { state: "dead", attempts: [refused] }, { detail: "Last answer: HTTP 503" }],
] satisfies [string, Partial<ShownDelivery>, object][])("%s", (_name, change, described) => {
  expect(describeDelivery({ ...waiting, ...change })).toMatchObject(described);
});
