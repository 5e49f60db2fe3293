import { describe, expect, it } from "vitest";
import { choosePolicy, type PolicyInForce } from "./choose-policy";
import { EVERYTHING, type Match, type Matched, readMatch } from "./match";
import { EVERYBODY_AT_ONCE } from "./plan";

const outage: Matched = {
  kind: "offline",
  ruleId: null,
  severity: "critical",
  machine: { id: 7, tags: ["db", "berlin"] },
};
const alert: Matched = { ...outage, kind: "metric", ruleId: 3, severity: "warning" };
// Half past ten on a Monday evening in Berlin.
const atMs = Date.parse("2026-03-02T21:30:00Z");
const night = { zone: "Europe/Berlin", from: "22:00", until: "07:00" };

function policy(
  name: string,
  match: Partial<Match>,
  severity: "warning" | "critical" | null = null,
): PolicyInForce {
  return {
    versionId: 1,
    name,
    isDefault: false,
    match: { ...EVERYTHING, ...match },
    plan: { ...EVERYBODY_AT_ONCE, severity },
  };
}

const rest: PolicyInForce = { ...policy("rest", {}), isDefault: true };

describe("choosePolicy", () => {
  it.each<[string, Partial<Match>, Matched, boolean]>([
    ["all machines", {}, outage, true],
    ["a machine by its id", { machines: { machines: [6, 7] } }, outage, true],
    ["other machines", { machines: { machines: [6] } }, outage, false],
    ["any of the tags is enough", { machines: { tags: ["web", "db"] } }, outage, true],
    ["none of the tags", { machines: { tags: ["web"] } }, outage, false],
    ["its kind", { kinds: ["offline"] }, outage, true],
    ["another kind", { kinds: ["metric"] }, outage, false],
    ["its rule", { rules: [2, 3] }, alert, true],
    ["another rule", { rules: [2] }, alert, false],
    ["an alert whose rule has been deleted", { rules: [3] }, { ...alert, ruleId: null }, false],
    ["rules mean no outages by themselves", { rules: [3] }, outage, false],
    ["rules and outages, for an outage", { kinds: ["offline", "metric"], rules: [3] }, outage, true],
    ["rules and outages, for another alert", { kinds: ["offline", "metric"], rules: [2] }, alert, false],
    ["its severity", { severity: "critical" }, outage, true],
    ["another severity", { severity: "critical" }, alert, false],
    ["within the times", { when: night }, outage, true],
    ["outside the times", { when: { ...night, from: "23:00" } }, outage, false],
    ["times in a zone that is unknown", { when: { ...night, zone: "Mars/Olympus" } }, outage, false],
    [
      "everything at once: one thing that does not apply is enough",
      { machines: { tags: ["db"] }, kinds: ["offline"], severity: "warning" },
      outage,
      false,
    ],
  ])("%s", (_, match, incident, isFor) => {
    const chosen = choosePolicy({ policies: [policy("own", match), rest], incident, atMs });
    expect(chosen?.policy.name).toBe(isFor ? "own" : "rest");
  });

  it("takes the first that matches, although a later one is more special", () => {
    const policies = [
      policy("tag", { machines: { tags: ["db"] } }),
      policy("id", { machines: { machines: [7] } }),
      rest,
    ];
    expect(choosePolicy({ policies, incident: outage, atMs })?.policy.name).toBe("tag");
  });

  it("chooses none where the default policy is only implied", () => {
    const policies = [policy("web", { machines: { tags: ["web"] } })];
    expect(choosePolicy({ policies, incident: outage, atMs })).toBeNull();
  });

  it("gives the severity of the policy, or leaves that of the incident", () => {
    const severityBy = (severity: "warning" | null) =>
      choosePolicy({ policies: [policy("own", {}, severity)], incident: outage, atMs })?.severity;
    expect([severityBy("warning"), severityBy(null)]).toEqual(["warning", "critical"]);
  });

  it("lets the default policy be for everything, whatever its row says", () => {
    const odd = { ...rest, match: { ...EVERYTHING, severity: "warning" as const } };
    expect(choosePolicy({ policies: [odd], incident: outage, atMs })?.policy.name).toBe("rest");
  });

  it("reads a match as it was stored", () => {
    const match = { ...EVERYTHING, machines: { tags: ["db"] }, when: night };
    expect(readMatch(JSON.stringify(match))).toEqual(match);
  });
});
