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

it("reads the facts of alerts, and never an outage as one", () => {
  const { machine, incident } = JSON.parse(facts);
  const firing = {
    ...{ rule_id: 7, rule_name: "CPU", metric: "cpu_pct", target: null, comparison: "above" },
    ...{ threshold: 85, samples: 3, for_ms: null, severity: "critical", value: 97 },
  };
  const alert = JSON.stringify({ machine: { ...machine, status: "online" }, incident, firing });
  expect(parseFacts({ type: "alert.firing", facts: alert })).toMatchObject({
    kind: "alert",
    facts: { firing },
  });
  for (const type of ["alert.firing", "alert.resolved", "alert.still_firing"] as const)
    expect(() => parseFacts({ type, facts })).toThrow(/firing/);
});

it("knows no facts of a test", () => {
  expect(() => parseFacts({ type: "test", facts })).toThrow(/have no facts/);
});
