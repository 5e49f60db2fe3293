import { expect, it } from "vitest";
import type { Answer } from "./channel-type";

/** When the answers in tables are read. */
export const NOW = Date.UTC(2026, 2, 1, 12, 0, 0);

/** What a service says with a status and a body, and what that means. */
export type Case = [
  said: string,
  status: number,
  body: unknown,
  outcome: "delivered" | "network" | "message" | "channel",
  retryAfterMs?: number,
  headers?: object,
];

/** A service's answer; what is no text becomes JSON. */
export function answered(status: number, body: unknown, headers: object = {}): Answer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { kind: "answered", status, headers: { ...headers }, body: text, isWhole: true };
}

/** A test for each of a service's answers. */
export function itReads(read: (answer: Answer, nowMs: number) => unknown, cases: readonly Case[]): void {
  it.each(cases)("%s", (_, status, body, outcome, retryAfterMs, headers) => {
    const result = read(answered(status, body, headers), NOW);
    expect(result).toMatchObject(
      outcome === "delivered"
        ? { kind: "delivered", httpStatus: status }
        : { kind: "failed", httpStatus: status, blame: outcome, retryAfterMs: retryAfterMs ?? null },
    );
  });
}
