import { expect, it } from "vitest";
import { AS_SENT, type IncidentStatuses } from "../../messages/incident-status";
import { machineMessage } from "../../messages/machine-message.fixture";
import { toEditEvent, toEvent } from "./event";

const at = {
  config: { server: "https://matrix.example.org", room: "!a/b:example.org" },
  secrets: { token: "t" },
  oldSecrets: null,
};
const told = (incidentStatuses: IncidentStatuses = AS_SENT) => ({
  messages: [machineMessage("machine.offline")],
  incidentStatuses,
  key: "msg_1",
  hubUrl: null,
  now: new Date("2026-03-01T12:00:00Z"),
});
const OVER: IncidentStatuses = new Map([[1, { kind: "over", at: "2026-03-01T12:05:00.000Z" }]]);
const SEND = "https://matrix.example.org/_matrix/client/v3/rooms/!a%2Fb%3Aexample.org/send/m.room.message/";

it("sends plain text that mentions nobody, under its key", () => {
  const { method, url, body = "" } = toEvent(told(), at);
  expect([method, url]).toEqual(["PUT", `${SEND}msg_1`]);
  expect(JSON.parse(body)).toEqual({
    msgtype: "m.text",
    body: expect.stringContaining("web"),
    "m.mentions": {},
  });
});

it("changes a message in its place", () => {
  const edit = { told: told(OVER), at, receipt: "$abc", transaction: "edit_1" };
  const { url, body = "" } = toEditEvent(edit);
  expect(url).toBe(`${SEND}edit_1`);
  expect(JSON.parse(body)).toMatchObject({
    "m.relates_to": { rel_type: "m.replace", event_id: "$abc" },
    "m.new_content": { msgtype: "m.text", body: expect.stringContaining("Back online"), "m.mentions": {} },
    "m.mentions": {},
  });
});
