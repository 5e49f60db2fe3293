import { MockAgent } from "undici";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "@/lib/db/client";
import { AS_SENT } from "../../messages/incident-status";
import { editDiscord } from "./edit";

const HOOK = "https://discord.com/api/webhooks/12/s3cr3t?thread_id=77";

let agent: MockAgent;
let asked: string[];
let answer: { status: number; body: object } | Error;

beforeEach(() => {
  asked = [];
  agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get("https://discord.com")
    .intercept({ path: () => true, method: "PATCH" })
    .reply(({ origin, path, body }) => {
      asked.push(`${origin}${path} ${body}`);
      if (answer instanceof Error) throw answer;
      return { statusCode: answer.status, data: JSON.stringify(answer.body) };
    })
    .persist();
});
afterEach(() => agent.close());

const edit = () =>
  editDiscord({
    transports: { database: {} as Database, agent, sealKey: Buffer.alloc(32) },
    channelId: 1,
    at: { config: {}, secrets: { url: HOOK }, oldSecrets: null },
    told: {
      messages: [{ kind: "test" }],
      incidentStatuses: AS_SENT,
      key: "msg_1",
      hubUrl: null,
      now: new Date("2026-03-01T12:00:00Z"),
    },
    notAfterMs: Number.POSITIVE_INFINITY,
    receipt: "1234567890123456789",
  });

it.each([
  ["it was changed", { status: 200, body: { id: "1234567890123456789" } }, "edited"],
  ["it was deleted", { status: 404, body: { message: "Unknown Message", code: 10_008 } }, "gone"],
  ["its webhook was deleted", { status: 404, body: { message: "Unknown Webhook", code: 10_015 } }, "gone"],
  ["it is old and was changed too often", { status: 429, body: { message: "…", code: 30_046 } }, "gone"],
  ["Discord asks to wait", { status: 429, body: { retry_after: 2, global: false } }, "failed"],
  ["somebody else answers", { status: 404, body: {} }, "failed"],
  ["nobody answers", new Error("no route"), "failed"],
] as const)("says what became of a message: %s", async (_, given, outcome) => {
  answer = given;
  expect(await edit()).toBe(outcome);
});

it("changes the message where it is, in its thread, and mentions nobody", async () => {
  answer = { status: 200, body: {} };
  await edit();
  expect(asked).toEqual([
    expect.stringMatching(
      /^https:\/\/discord\.com\/api\/webhooks\/12\/s3cr3t\/messages\/1234567890123456789\?thread_id=77 .*"allowed_mentions":\{"parse":\[\]\}/,
    ),
  ]);
});
