import { expect, it } from "vitest";
import { AS_SENT } from "../incident-status";
import { machineMessage } from "../machine-message.fixture";
import { markdownWords } from "./markdown-words";

it("shows names as they are, and mentions nobody", () => {
  const offline = machineMessage("machine.offline");
  const { facts } = offline;
  const name = "@channel **a** [b](https://example.org) `c`";
  const text = markdownWords(
    {
      messages: [{ ...offline, facts: { ...facts, machine: { ...facts.machine, name } } }],
      incidentStatuses: AS_SENT,
      key: "msg_1",
      hubUrl: "https://hub.example.org",
      now: new Date("2026-03-01T12:00:00Z"),
    },
    { max: 4_000, unit: "utf16" },
  );
  expect(text).toContain("@\u200bchannel \\*\\*a\\*\\* \\[b\\]\\(https://example.org\\) \\`c\\`");
  expect(text).toMatch(/^\*\*.*\*\*\n/);
  expect(text).toMatch(/\n\[Open LunaSentri\]\(https:\/\/hub\.example\.org\/incidents\/1\)$/);
});
