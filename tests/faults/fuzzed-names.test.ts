import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import type { Agent } from "undici";
import { afterAll, expect } from "vitest";
import type { Database } from "@/lib/db/client";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { createMachineSchema } from "@/lib/machines/schema";
import { AS_SENT } from "@/lib/notifications/messages/incident-status";
import type { Message } from "@/lib/notifications/messages/message";
import { placeOf } from "@/lib/notifications/transports/recipient";
import { sendTold } from "@/lib/notifications/transports/send";
import { inForm } from "../support/claim";
import { it } from "../support/fixtures";
import { TelegramServer } from "../support/telegram";
import { pointTelegramAt } from "../support/telegram-access";
import { WebhookReceiver } from "../support/webhook-receiver";

const NAMES = inForm({ short: 1_000, full: 10_000 });
const SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZg==";
const CHAT = 42;
const AT_ONCE = 32;

let database: Database;
let telegram: TelegramServer;
let receiver: WebhookReceiver;
let agent: Agent;

it.beforeAll(async ({ database: own }) => {
  database = own;
  telegram = await TelegramServer.start();
  telegram.setChat(CHAT);
  receiver = await WebhookReceiver.start();
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
});
afterAll(async () => {
  await agent.destroy();
  await receiver.stop();
  await telegram.stop();
});

// Characters that reverse, join, split, hide and mark up text; and anything else.
const NASTY = [
  "\u202e",
  "\u2066",
  "\u200b",
  "\ufeff",
  "\u0301",
  "👨‍👩‍👧‍👦",
  "🇳🇵",
  "\n",
  "\r\n",
  "\u2028",
  "\u0007",
];
const MARKUP = ["<b>", "&lt;", "*_`[](", "</code>", "@everyone", "{{7*7}}", "\\", '"', "%00", "ﷺ"];
const anyName = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...NASTY, ...MARKUP)), { maxLength: 40 })
  .map((parts) => parts.join(""));

/** As many names as a person could give machines. */
function* typedNames(): Generator<string> {
  for (let seed = 1; ; seed++) {
    for (const name of fc.sample(anyName, { numRuns: 1_000, seed })) {
      const parsed = createMachineSchema.safeParse({ name });
      if (parsed.success) yield parsed.data.name;
    }
  }
}

function offline(name: string, id: number): Message {
  const at = new Date("2026-01-31T08:00:00Z");
  const iso = at.toISOString();
  const facts = {
    machine: { id, name, hostname: name, description: name, status: "offline" as const, last_seen: iso },
    incident: { id, started_at: iso, detected_at: iso, resolved_at: null, offline_after_ms: 120_000 },
  };
  return {
    kind: "machine",
    id: `evt_${id}`,
    event: "machine.offline",
    occurredAt: at,
    facts,
    recovery: null,
    zone: "UTC",
    isReplay: false,
  };
}

it("no name that a person can give breaks a message or is refused", async ({ task }) => {
  const sealKey = randomBytes(32);
  pointTelegramAt({ apiUrl: telegram.url, tokenVariable: telegram.token });
  const transports = { database, agent, sealKey };
  const channels = [
    {
      id: 1,
      place: placeOf({ type: "webhook", config: JSON.stringify({ url: receiver.url }) }),
      sealedSecret: seal(SECRET, sealKey),
      oldSecret: null,
    },
    {
      id: 2,
      place: placeOf({ type: "telegram", config: JSON.stringify({ chat_id: CHAT }) }),
      sealedSecret: null,
      oldSecret: null,
    },
  ];
  let refused = 0;
  const send = async (name: string, id: number) => {
    for (const channel of channels) {
      const message = offline(name, id);
      const told = {
        messages: [message],
        incidentStatuses: AS_SENT,
        key: `msg_${id}`,
        hubUrl: null,
        now: new Date(),
      };
      const result = await sendTold({ transports, channel, told, notAfterMs: Number.POSITIVE_INFINITY });
      if (result.kind !== "delivered") refused += 1;
    }
  };
  const names = typedNames();
  const sent: string[] = [];
  while (sent.length < NAMES) {
    const batch = Array.from({ length: AT_ONCE }, () => names.next().value as string);
    await Promise.all(batch.map((name, index) => send(name, sent.length + index)));
    sent.push(...batch);
  }
  const webhook = new Webhook(SECRET);
  const brokenWebhooks = receiver.received.filter(({ rawBody, headers }) => {
    const { machine } = webhook.verify(rawBody.toString(), headers as Record<string, string>) as {
      machine: { id: number; name: string; hostname: string; description: string };
    };
    const name = sent[machine.id];
    return machine.name !== name || machine.hostname !== name || machine.description !== name;
  }).length;
  // The name is one line of code, within the length limit, and reverses nothing.
  const brokenMessages = telegram.received.filter(({ text, marked }) => {
    const [title, empty, seen, ...rest] = text.split("\n");
    const words = marked.map((entity) => `${entity.type} ${entity.words}`);
    const [, name] = words;
    return (
      empty !== "" ||
      !seen?.startsWith("Last seen: ") ||
      rest.length > 0 ||
      /[\u202a-\u202e\u2066-\u2069\u2028\u2029]/.test(text) ||
      words.join("\n") !== `bold 🔴 \n${name}\nbold  is offline` ||
      title !== `🔴 ${name?.slice("code ".length)} is offline`
    );
  }).length;
  task.meta.claim = {
    tries: `${sent.length} names, ${receiver.received.length} webhooks, ${telegram.received.length} messages`,
    figure: `refused ${refused}, broken ${brokenWebhooks + brokenMessages}`,
  };
  expect({ refused, brokenWebhooks, brokenMessages }).toEqual({
    refused: 0,
    brokenWebhooks: 0,
    brokenMessages: 0,
  });
  expect([receiver.received.length, telegram.received.length]).toEqual([sent.length, sent.length]);
});
