import { afterAll, beforeAll, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { inForm } from "../support/claim";
import { FaultyHub } from "../support/faulty-hub";
import { median, seconds } from "../support/figures";
import { TelegramServer } from "../support/telegram";

const MACHINES = 200;
const OFFLINE_AFTER_MS = 6_000;
const INTERVAL_MS = 1_000;
// Within ten seconds, including their detection.
const DYING_MS = 9_000;
/** A person's chat, and a group. */
const CHATS = [42, -1001];
const HUB_URL = "https://hub.example.org";

let telegram: TelegramServer;
let hub: FaultyHub;
beforeAll(async () => {
  telegram = await TelegramServer.start({ hasLimits: true });
  const env = { TELEGRAM_API_URL: telegram.url, TELEGRAM_BOT_TOKEN: telegram.token, HUB_URL };
  hub = await FaultyHub.start({ env });
  for (const chatId of CHATS) {
    telegram.setChat(chatId);
    await hub.fleet.addChannel({
      type: "telegram",
      config: JSON.stringify({ chat_id: chatId, message_thread_id: null }),
    });
  }
});
afterAll(async () => {
  await hub.stop();
  await telegram.stop();
});

/** How many machines a chat's messages name, and how many more they count. */
function toldIn(chatId: number): { messages: number; machines: number } {
  const messages = telegram.received.filter((message) => message.chatId === chatId);
  const named = messages.flatMap(({ marked }) => marked.filter(({ type }) => type === "code"));
  const more = messages.map(({ text }) =>
    Number(/…and (\d+) more: https:\/\/hub\.example\.org/.exec(text)?.[1] ?? 0),
  );
  return { messages: messages.length, machines: named.length + more.reduce((sum, count) => sum + count, 0) };
}

it("two hundred machines that die within ten seconds are all sent in time, and no chat is flooded", async ({
  task,
}) => {
  const machines = await hub.fleet.addMachines(MACHINES, { offlineAfterMs: OFFLINE_AFTER_MS });
  let dyingSinceMs = Number.POSITIVE_INFINITY;
  const agents = new Agents({
    hubUrl: hub.url,
    apiKeys: machines.map(({ apiKey }) => apiKey),
    intervalMs: INTERVAL_MS,
    report: () => ({ cpu_pct: 1, interval_s: INTERVAL_MS / 1000 }),
    isSilent: (index, elapsedMs) => elapsedMs > dyingSinceMs + (DYING_MS * index) / MACHINES,
  });
  await hub.heardFor(2_000);
  dyingSinceMs = agents.elapsedMs;
  await hub.delivered(MACHINES * (1 + CHATS.length), 60_000);
  await agents.stop();
  const incidents = await hub.database.client.incident.findMany({ include: { outage: true } });
  const deadlines = new Map(
    incidents.map(({ machineId, startedAt, outage }) => [
      machineId,
      startedAt.getTime() + Number(outage?.thresholdMs),
    ]),
  );
  const delays = hub.receiver.received.flatMap(({ body, arrivedAtMs }) => {
    const { event, machine } = body as { event: string; machine: { id: number } };
    return event === "machine.offline" ? [arrivedAtMs - (deadlines.get(machine.id) ?? 0)] : [];
  });
  const chats = CHATS.map(toldIn);
  const refused = telegram.sendCount - telegram.received.length;
  task.meta.claim = {
    tries: `${MACHINES} machines, ${CHATS.length} chats, a webhook`,
    figure: `messages ${chats.map(({ messages }) => messages).join(" and ")}, 429s ${refused}; webhooks ${delays.length}, after the deadline: median ${seconds(median(delays))}, max ${seconds(Math.max(...delays))}`,
  };
  expect(refused).toBe(0);
  expect(chats.map(({ machines: told }) => told)).toEqual(CHATS.map(() => MACHINES));
  expect(Math.max(...chats.map(({ messages }) => messages))).toBeLessThanOrEqual(2);
  expect(machines.map(({ machineId }) => hub.toldOf(machineId))).toEqual(
    machines.map(() => ["machine.offline"]),
  );
  const { medianMs, maxMs } = inForm({
    short: { medianMs: Number.POSITIVE_INFINITY, maxMs: Number.POSITIVE_INFINITY },
    full: { medianMs: 500, maxMs: 1_200 },
  });
  expect(median(delays)).toBeLessThanOrEqual(medianMs);
  expect(Math.max(...delays)).toBeLessThanOrEqual(maxMs);
});
