import { afterAll, beforeAll, expect, it } from "vitest";
import { Agents } from "../support/agents";
import { FaultyHub } from "../support/faulty-hub";
import { TelegramServer } from "../support/telegram";

const CHAT = -1001;

let telegram: TelegramServer;
let hub: FaultyHub;
beforeAll(async () => {
  telegram = await TelegramServer.start();
  telegram.setChat(CHAT);
  hub = await FaultyHub.start({
    env: { TELEGRAM_API_URL: telegram.url, TELEGRAM_BOT_TOKEN: telegram.token },
  });
  await hub.fleet.addChannel({
    type: "telegram",
    config: JSON.stringify({ chat_id: CHAT, message_thread_id: null }),
  });
});
afterAll(async () => {
  await hub.stop();
  await telegram.stop();
});

async function killWorker(): Promise<void> {
  await hub.worker.stop("SIGKILL");
  await hub.worker.start();
}

it("a worker killed before it knows that a message arrived sends it again, and one killed while it answers a press does not act twice", async ({
  task,
}) => {
  const { apiKey } = await hub.fleet.addMachine({ offlineAfterMs: 5_000 });
  const report = () => ({ interval_s: 0.5 });
  const agents = new Agents({ hubUrl: hub.url, apiKeys: [apiKey], intervalMs: 500, report });
  await hub.heardFor(1_000);
  await agents.stop();

  telegram.plan({ kind: "lost_answer" });
  await telegram.waitFor(() => true);
  await killWorker();
  await hub.delivered(2);

  // Of all buttons, a snooze would show a second press: it begins again.
  const { acknowledgement } = hub.database.client;
  telegram.plan({ kind: "hang" });
  const pressed = { messageId: telegram.received.at(-1)?.messageId ?? 0, data: "snooze", chatId: CHAT };
  void telegram.press(pressed).catch(() => "never answered");
  await hub.until("snoozed", async () => (await acknowledgement.count()) > 0);
  const given = telegram.updates.unconfirmed;
  await killWorker();
  await hub.until("heard again and left behind", async () => telegram.updates.unconfirmed === 0);

  const messages = telegram.received.length;
  const snoozes = await acknowledgement.count();
  task.meta.claim = { tries: "2 kills", figure: `${messages} messages of one outage, ${snoozes} snooze` };
  expect({ messages, given, snoozes }).toEqual({ messages: 2, given: 1, snoozes: 1 });
});
