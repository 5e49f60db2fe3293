import { describe, expect, it } from "vitest";
import { alertMessage } from "./alert-message.fixture";
import { incidentKey, incidentStep, incidentsIn, installationName } from "./incident-key";
import { machineMessage, noticeOf } from "./machine-message.fixture";

const offline = machineMessage("machine.offline");
const online = machineMessage("machine.online");
const reminder = machineMessage("machine.still_offline");
const canary = machineMessage("machine.offline", { isCanary: true });

describe("incidentStep", () => {
  it.each([
    ["an outage", offline, { kind: "opens", key: "ls-abc-1", severity: "critical" }],
    ["a reminder of it", reminder, { kind: "opens", key: "ls-abc-1", severity: "critical" }],
    ["its end", online, { kind: "closes", key: "ls-abc-1", severity: "critical" }],
    [
      "an outage with its end",
      { ...offline, recovery: online.facts },
      { kind: "closes", key: "ls-abc-1", severity: "critical" },
    ],
    [
      "a warning",
      alertMessage("alert.firing", { firing: { severity: "warning" } }),
      { kind: "opens", key: "ls-abc-101", severity: "warning" },
    ],
    ["a simulated outage", canary, { kind: "opens", key: "canary-ls-abc-1", severity: "info" }],
    ["a deaf hub", noticeOf("hub.deaf"), { kind: "opens", key: "ls-abc-hub", severity: "critical" }],
    ["a hub that hears", noticeOf("hub.heard"), { kind: "closes", key: "ls-abc-hub", severity: "critical" }],
    ["a failed channel", noticeOf("channel.failed"), null],
    ["a test", { kind: "test" } as const, null],
  ])("%s", (_, message, step) => {
    expect(incidentStep(message, "abc")).toEqual(step);
  });
});

it("names an installation by its key, in few letters that give nothing away", () => {
  const name = installationName(Buffer.alloc(32, 1));
  expect(name).toMatch(/^[a-f0-9]{12}$/);
  expect(installationName(Buffer.alloc(32, 1))).toBe(name);
  expect(installationName(Buffer.alloc(32, 2))).not.toBe(name);
});

it("keeps the longest key there can be within 64 characters", () => {
  const installation = installationName(Buffer.alloc(32));
  const key = incidentKey({ installation, incidentId: Number.MAX_SAFE_INTEGER, isReal: false });
  expect(key).toMatch(/^[A-Za-z0-9-]{1,64}$/);
});

describe("incidentsIn", () => {
  it.each([
    ["an outage", [offline], { open: [1], closed: [] }],
    ["an outage and its end", [offline, online], { open: [], closed: [1] }],
    [
      "one outage and the end of another",
      [machineMessage("machine.online", { id: 2 }), offline],
      {
        open: [1],
        closed: [2],
      },
    ],
    ["a reminder", [offline, reminder], { open: [1], closed: [] }],
    ["what is not real", [canary, { kind: "test" } as const], { open: [], closed: [] }],
  ])("%s", (_, messages, found) => {
    expect(incidentsIn(messages)).toEqual(found);
  });
});
