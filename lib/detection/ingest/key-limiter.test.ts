import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { KeyLimiter } from "./key-limiter";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const report = (keyId: number, bytes = 500) => ({ keyId, bytes, nowMs: Date.now() });

async function send(limiter: KeyLimiter, keyId: number, bytes?: number) {
  const arrival = report(keyId, bytes);
  const admission = await limiter.enter(arrival);
  if (admission.kind === "admitted") limiter.leave(arrival);
  return admission;
}

it("admits each key's reports up to the limit, and again in the next minute", async () => {
  const limiter = new KeyLimiter(3);
  for (let i = 0; i < 3; i++) expect(await send(limiter, 1)).toEqual({ kind: "admitted" });
  expect(await send(limiter, 1)).toMatchObject({ kind: "refused", retryAfterS: 60 });
  expect(await send(limiter, 2)).toEqual({ kind: "admitted" });
  vi.advanceTimersByTime(59_999);
  expect(await send(limiter, 1)).toMatchObject({ kind: "refused", retryAfterS: 1 });
  vi.advanceTimersByTime(1);
  expect(await send(limiter, 1)).toEqual({ kind: "admitted" });
});

it("asks for one proof of life a second from a refused key", async () => {
  const limiter = new KeyLimiter(1);
  await send(limiter, 1);
  expect(await send(limiter, 1)).toMatchObject({ isProofDue: true });
  expect(await send(limiter, 1)).toMatchObject({ isProofDue: false });
  vi.advanceTimersByTime(1_000);
  expect(await send(limiter, 1)).toMatchObject({ isProofDue: true });
});

it("admits sixty-four reports of a key at once, and another when one has finished", async () => {
  const limiter = new KeyLimiter(1_000);
  for (let i = 0; i < 64; i++) expect(await limiter.enter(report(1))).toEqual({ kind: "admitted" });
  expect(await limiter.enter(report(1))).toEqual({ kind: "refused", retryAfterS: 1, isProofDue: false });
  expect(await limiter.enter(report(2))).toEqual({ kind: "admitted" });
  limiter.leave(report(1));
  expect(await limiter.enter(report(1))).toEqual({ kind: "admitted" });
});

it("admits one long report of a key at once, and short ones beside it", async () => {
  const limiter = new KeyLimiter(1_000);
  const long = report(1, 16 * 1024);
  expect(await limiter.enter(long)).toEqual({ kind: "admitted" });
  expect(await limiter.enter(long)).toEqual({ kind: "refused", retryAfterS: 1, isProofDue: true });
  expect(await limiter.enter(report(2, 16 * 1024))).toEqual({ kind: "admitted" });
  const short = report(1, 16 * 1024 - 1);
  expect(await limiter.enter(short)).toEqual({ kind: "admitted" });
  limiter.leave(short);
  expect(await limiter.enter(long)).toMatchObject({ kind: "refused" });
  limiter.leave(long);
  expect(await limiter.enter(long)).toEqual({ kind: "admitted" });
});

it("admits two megabytes of a key, and then 64 kB each second", async () => {
  const limiter = new KeyLimiter(1_000);
  const longest = 64 * 1024;
  for (let i = 0; i < 32; i++) expect(await send(limiter, 1, longest)).toEqual({ kind: "admitted" });
  expect(await send(limiter, 1, longest)).toMatchObject({ kind: "refused", retryAfterS: 1 });
  expect(await send(limiter, 2, longest)).toEqual({ kind: "admitted" });
  vi.advanceTimersByTime(1_000);
  expect(await send(limiter, 1, longest)).toEqual({ kind: "admitted" });
  expect(await send(limiter, 1, longest)).toMatchObject({ kind: "refused", isProofDue: true });
});
