import { describe, expect, it } from "vitest";
import { alertMessage } from "../../messages/alert-message.fixture";
import type { Answer, OutRequest } from "../../messages/channel-type";
import { AS_SENT } from "../../messages/incident-status";
import { machineMessage, noticeOf } from "../../messages/machine-message.fixture";
import type { Message } from "../../messages/message";
import { example } from "./example.fixture";
import { templateHeaders, tokensIn } from "./secrets";
import { template } from "./type";

const now = new Date("2026-03-01T12:05:00.000Z");
const NO_SECRETS = {
  body: null,
  body_recovery: null,
  headers: null,
  username: null,
  password: null,
  secret: null,
};

function render(message: Message, given: object = {}, shown: object = {}): OutRequest {
  if (!("render" in template)) throw new Error("it renders nothing");
  const secrets = template.secrets.parse({ url: "https://example.org/x", ...NO_SECRETS, ...given });
  const config = template.config.parse({ ...template.showSecrets?.(secrets), ...shown });
  const told = {
    messages: [message],
    incidentStatuses: AS_SENT,
    key: "msg_1",
    hubUrl: "https://hub.test",
    now,
  };
  const [request, ...others] = template.render(told, { config, secrets, oldSecrets: null }, "abc");
  expect(others).toEqual([]);
  if (request === undefined) throw new Error("nothing to send");
  return request;
}

const outage = machineMessage("machine.offline");
const end = machineMessage("machine.online");
const both = { body: "{{event}}", body_recovery: "over: {{event}}" };

describe("render", () => {
  it.each<[string, Message, object, string]>([
    ["an outage", outage, both, "machine.offline"],
    ["a recovery", end, both, "over: machine.online"],
    ["an outage with its end", { ...outage, recovery: end.facts }, both, "over: machine.offline"],
    ["an alert", alertMessage("alert.firing"), both, "alert.firing"],
    ["its end", alertMessage("alert.resolved"), both, "over: alert.resolved"],
    ["a simulated end", machineMessage("machine.online", { isCanary: true }), both, "over: canary.online"],
    ["a notice", noticeOf("hub.heard"), both, "hub.heard"],
    ["a test", { kind: "test" }, both, "test"],
    ["a recovery with one body for both", end, { body: "{{event}}" }, "machine.online"],
  ])("takes the body for %s", (_, message, given, body) => {
    expect(render(message, given, { format: "text" }).body).toBe(body);
  });

  it.each<[string, Message, string]>([
    ["an outage", outage, "problem machine.offline web critical ls-abc-1 https://hub.test/incidents/1"],
    ["its end", end, "recovery machine.online web critical ls-abc-1 https://hub.test/incidents/1"],
    [
      "an alert",
      alertMessage("alert.firing", { firing: { severity: "warning" } }),
      "problem alert.firing web-1 warning ls-abc-101 https://hub.test/incidents/101",
    ],
    ["a deaf hub", noticeOf("hub.deaf"), "notice hub.deaf  critical ls-abc-hub https://hub.test"],
    ["a test", { kind: "test" }, "notice test    https://hub.test"],
  ])("knows of %s", (_, message, body) => {
    const written = "{{status}} {{event}} {{machine.name}} {{incident.severity}} {{incident.key}} {{link}}";
    expect(render(message, { body: written }, { format: "text" }).body).toBe(body);
  });

  it("sends no body and no type of one with GET", () => {
    const request = render(outage, { url: "https://example.org/?m={{machine.name}}" }, { method: "GET" });
    expect(request).toEqual({ method: "GET", url: "https://example.org/?m=web", headers: {} });
  });

  it("signs and logs in if it has the secrets for it", () => {
    const { headers } = render(outage, {
      body: "{}",
      username: "anna",
      password: "pass",
      secret: "s".repeat(16),
    });
    expect(headers).toMatchObject({
      authorization: "Basic YW5uYTpwYXNz",
      "content-type": "application/json",
      "webhook-id": "msg_1",
      "webhook-signature": expect.stringMatching(/^v1,/),
    });
    expect(render(outage, { body: "{}" }).headers).toEqual({ "content-type": "application/json" });
  });

  it("keeps a header on one line of Latin letters, and leaves an empty one out", () => {
    const headers = { Title: "{{machine.name}}", Rule: "{{rule.name}}" };
    const named = {
      ...outage,
      facts: { ...outage.facts, machine: { ...outage.facts.machine, name: "é\r\nX: 1 網👩" } },
    };
    expect(render(named, { headers }).headers).toEqual({ Title: "é X: 1 ??" });
  });
});

it.each([
  ["a placeholder", { Title: "{{title}}" }, true],
  ["one that nobody knows", { Title: "{{titel}}" }, false],
  ["what the request itself sets", { "Content-Type": "text/xml" }, false],
])("accepts headers with %s: or not", (_, headers, isFine) => {
  expect(templateHeaders.safeParse(headers).success).toBe(isFine);
});

describe("readAnswer", () => {
  it.each<[string, number, number[] | null, string, string?]>([
    ["takes it", 202, null, "delivered"],
    ["takes it with the status that counts", 302, [302], "delivered"],
    ["answers with another success", 200, [201], "failed", "network"],
    ["leads elsewhere", 302, null, "failed", "network"],
    ["is gone", 410, null, "failed", "channel"],
    ["does not like it, which may be fixed there", 400, null, "failed", "network"],
  ])("a receiver that %s", (_, status, success_statuses, kind, blame) => {
    if (!("readAnswer" in template)) throw new Error("it reads nothing");
    const config = template.config.parse({
      ...template.showSecrets?.({ url: "https://example.org/x", ...NO_SECRETS }),
      success_statuses,
    });
    const answer: Answer = { kind: "answered", status, headers: {}, body: "", isWhole: true };
    expect(template.readAnswer(answer, now.getTime(), config)).toMatchObject({
      kind,
      ...(blame && { blame }),
    });
  });
});

it("hides the keys in its bodies from what receivers answer, and none of their words", () => {
  const secrets = template.secrets.parse({
    ...example.fields,
    body: '{"to":"everybody","token":"t0kenXY9"}',
  });
  expect(tokensIn(secrets)).toEqual(["t0kenXY9", "planted-b0dy-k3y"]);
});
