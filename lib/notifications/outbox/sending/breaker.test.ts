import { describe, expect, it } from "vitest";
import { failed as failedSend } from "../../messages/read-answer";
import { type Breaker, CLOSED, enter, leave, type Sign, signOf } from "./breaker";

const NOW = 1_000_000;
const failed = (failures: number): Breaker => ({ kind: "closed", failures });
const open = (trips: number, untilMs: number): Breaker => ({ kind: "open", trips, untilMs });
const probing = (trips: number): Breaker => ({ kind: "probing", trips });

describe("an attempt", () => {
  const rows: [string, Breaker, { mayGo: boolean; isProbe: boolean; next: Breaker }][] = [
    ["goes to a destination that answers", CLOSED, { mayGo: true, isProbe: false, next: CLOSED }],
    ["goes to one that failed four times", failed(4), { mayGo: true, isProbe: false, next: failed(4) }],
    [
      "waits a moment before the pause is over",
      open(2, NOW + 1),
      { mayGo: false, isProbe: false, next: open(2, NOW + 1) },
    ],
    ["is the probe once the pause is over", open(2, NOW), { mayGo: true, isProbe: true, next: probing(2) }],
    ["waits while another one probes", probing(2), { mayGo: false, isProbe: false, next: probing(2) }],
  ];
  it.each(rows)("%s", (_, breaker, expected) => {
    expect(enter(breaker, NOW)).toEqual(expected);
  });
});

describe("the end of an attempt", () => {
  const rows: [string, Breaker, Sign, boolean, Breaker][] = [
    ["that failed is counted", CLOSED, "fails", false, failed(1)],
    ["that failed as the fifth opens for five seconds", failed(4), "fails", false, open(1, NOW + 5_000)],
    ["that was answered forgets the failures", failed(4), "answers", false, CLOSED],
    ["that was never made changes nothing", failed(4), "nothing", false, failed(4)],
    ["that began before it opened changes nothing", open(1, NOW + 9), "fails", false, open(1, NOW + 9)],
    ["that began before the probe changes nothing", probing(3), "fails", false, probing(3)],
    ["that was answered closes, probe or not", open(4, NOW + 9), "answers", false, CLOSED],
    ["of a probe that was answered closes", probing(4), "answers", true, CLOSED],
    ["of a probe that failed doubles the pause", probing(1), "fails", true, open(2, NOW + 10_000)],
    [
      "of a late probe that failed waits a minute, no more",
      probing(99),
      "fails",
      true,
      open(100, NOW + 60_000),
    ],
    ["of a probe that was never made lets the next one go", probing(3), "nothing", true, open(3, NOW)],
  ];
  it.each(rows)("%s", (_, breaker, sign, isProbe, expected) => {
    expect(leave(breaker, { sign, isProbe, nowMs: NOW })).toEqual(expected);
  });
});

const NETWORK = { message: "", blame: "network" } as const;

it.each([
  ["2xx", { kind: "delivered", httpStatus: 200, message: "", receipt: null }, "answers"],
  ["404 of one channel", failedSend({ ...NETWORK, httpStatus: 404 }), "answers"],
  ["429", failedSend({ ...NETWORK, httpStatus: 429 }), "answers"],
  ["a redirect", failedSend({ ...NETWORK, httpStatus: 302 }), "answers"],
  ["500", failedSend({ ...NETWORK, httpStatus: 500 }), "fails"],
  ["no answer", failedSend(NETWORK), "fails"],
  ["a refusal of the whole installation", failedSend({ message: "", blame: "instance" }), "nothing"],
  ["an attempt that was never made", null, "nothing"],
] as const)("what this says about the destination: %s", (_, result, sign) => {
  expect(signOf(result)).toBe(sign);
});
