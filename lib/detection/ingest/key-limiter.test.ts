import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { KeyLimiter } from "./key-limiter";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function send(limiter: KeyLimiter, keyId: number) {
  const admission = await limiter.enter(keyId);
  if (admission.kind === "admitted") limiter.leave(keyId);
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
  for (let i = 0; i < 64; i++) expect(await limiter.enter(1)).toEqual({ kind: "admitted" });
  expect(await limiter.enter(1)).toEqual({ kind: "refused", retryAfterS: 1, isProofDue: false });
  expect(await limiter.enter(2)).toEqual({ kind: "admitted" });
  limiter.leave(1);
  expect(await limiter.enter(1)).toEqual({ kind: "admitted" });
});
