import { expect, it } from "vitest";
import { parseFacts } from "./facts";

const facts = JSON.stringify({
  machine: { id: 1, name: "web-01", hostname: "", description: "", status: "offline", last_seen: "" },
  incident: { id: 2, started_at: "", detected_at: "", resolved_at: null, offline_after_ms: 1_000 },
});

it("reads the facts of outage events and notices", () => {
  expect(parseFacts({ type: "machine.offline", facts })).toMatchObject({ kind: "machine" });
  expect(parseFacts({ type: "hub.deaf", facts: '{"message":"…"}' })).toMatchObject({ kind: "notice" });
});

it.each(["alert.firing", "alert.resolved", "test"] as const)("never reads %s as an outage", (type) => {
  expect(() => parseFacts({ type, facts })).toThrow(/have no facts/);
});
