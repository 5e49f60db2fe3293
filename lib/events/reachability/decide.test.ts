import { describe, expect, it } from "vitest";
import { reachabilityWords } from "../reachability-words";
import { judgeReachability } from "./decide";

const url = "https://hub.example.org";
const own = JSON.stringify({ status: "behind", checks: { worker: { ok: false } } });
const answered = (status: number, body: string) =>
  ({ kind: "answered", status, body, headers: {}, isWhole: true }) as const;

describe("judgeReachability", () => {
  it.each([
    ["a healthy hub is reached", answered(200, own), true],
    ["a hub that is behind is reached, too", answered(503, own), true],
    ["a proxy that cannot reach it says 502", answered(502, "<html>Bad gateway"), false],
    ["a proxy's own 503 is not the hub's", answered(503, "no upstream"), false],
    ["a parked domain answers 200", answered(200, "<html>For sale"), false],
    ["a redirect is not followed", answered(301, own), false],
    ["no answer: not reached", { kind: "failed", message: "no answer within 5 s" }, false],
  ] as const)("%s", (_, answer, ok) => {
    expect(judgeReachability({ url, answer }).ok).toBe(ok);
  });
});

describe("reachabilityWords", () => {
  it("says what may be broken, and nothing when all is well", () => {
    expect(reachabilityWords({ ok: false, url, message: "HTTP 502" })).toBe(
      "; the hub could not reach itself at https://hub.example.org (HTTP 502): its public address may be unreachable",
    );
    expect(reachabilityWords({ ok: true, url, message: "HTTP 200" })).toBe("");
    expect(reachabilityWords(undefined)).toBe("");
  });
});
