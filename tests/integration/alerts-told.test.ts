import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as disable } from "@/app/api/v1/machines/[id]/disable/route";
import { seal } from "@/lib/db/secrets/seal";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { endSnoozes } from "@/lib/incidents/acknowledgements/end-snoozes";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { TelegramListener } from "@/lib/notifications/telegram-bot/listener";
import { telegramAccess } from "@/lib/notifications/transports/telegram/access";
import { Fleet } from "../support/fleet";
import { type Person, TestHub } from "../support/hub";
import { LONE_WORKER } from "../support/outbox";
import { filesystemReport, RuleHub } from "../support/rule-hub";
import { sweepOnce } from "../support/sweep";
import { TelegramServer } from "../support/telegram";
import { verifySignatures } from "../support/verify-signatures";
import { WebhookReceiver } from "../support/webhook-receiver";

const CHAT = -1001;
const SECRET = `whsec_${Buffer.from("an alerts test's thirty-two byte").toString("base64")}`;
const sealKey = randomBytes(32);

let hub: TestHub;
let telegram: TelegramServer;
let receiver: WebhookReceiver;
let listener: TelegramListener;
let fleet: Fleet;
let rules: RuleHub;
let as: Person;
let machine: { machineId: number; keyId: number };
const agent = guardedAgent({ allow: ["127.0.0.0/8"] });

beforeAll(async () => {
  telegram = await TelegramServer.start();
  telegram.setChat(CHAT);
  process.env.TELEGRAM_API_URL = telegram.url;
  process.env.TELEGRAM_BOT_TOKEN = telegram.token;
  hub = await TestHub.open();
});
beforeEach(async () => {
  const { client } = hub.database;
  await client.team.deleteMany();
  await client.setting.deleteMany();
  await client.lease.deleteMany();
  telegram.received.length = 0;
  telegram.edits.length = 0;
  receiver = await WebhookReceiver.start();
  fleet = await Fleet.create(hub.database);
  as = await hub.addPerson({ role: "member", teamId: fleet.teamId });
  rules = new RuleHub(hub, fleet, as);
  machine = await fleet.addMachine();
  await client.machine.updateMany({ data: { name: "web-01", hostname: "web-01.example.org" } });
  listener = new TelegramListener({
    database: hub.database,
    sealKey,
    telegram: telegramAccess(),
    workerId: "listener",
  });
  await listener.keepListening();
});
afterEach(async () => {
  await listener.stop();
  await receiver.stop();
});
afterAll(async () => {
  await agent.destroy();
  await telegram.stop();
  await hub.close();
});

const addChat = () =>
  fleet.addChannel({ type: "telegram", config: JSON.stringify({ chat_id: CHAT, message_thread_id: null }) });

/** A turn of a sender that has just started; what was sent earlier counts as long ago. */
async function turn(): Promise<void> {
  const longAgo = new Date(Date.now() - 3_600_000);
  await hub.database.client.deliveryAttempt.updateMany({
    data: { startedAt: longAgo, finishedAt: longAgo },
  });
  const outbox = new Outbox({ database: hub.database, agent, sealKey }, LONE_WORKER);
  await outbox.pump();
  await outbox.stop();
}

const busy = (on = machine) => rules.cpu(on, [95, 96, 97]);
const calm = (on = machine) => rules.cpu(on, [12]);
const texts = () =>
  telegram.received.map(({ text }) => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, "T"));
const buttons = (message: { buttons: { text: string }[][] } | undefined) =>
  message?.buttons.flat().map(({ text }) => text);

function press(words: string): Promise<string> {
  const message = telegram.received.at(-1);
  const button = message?.buttons.flat().find(({ text }) => text === words);
  if (message === undefined || button === undefined) throw new Error(`There is no button "${words}"`);
  const { messageId } = message;
  return telegram.press({ messageId, data: button.data, chatId: CHAT, from: { first_name: "Ada" } });
}

describe("a chat", () => {
  it("is told of an alert and its end in two messages, the first of which is edited", async () => {
    await addChat();
    await rules.add({ severity: "critical" });
    await busy();
    await turn();
    await calm();
    await turn();
    await turn();
    expect(texts()).toEqual([
      "🔴 web-01: CPU is 97 % · above 90 % in 3 samples\n\nHost: web-01.example.org\nRule: Busy\nAbove 90 % since T.",
      expect.stringMatching(
        /^🟢 web-01: CPU is 12 % · resolved after \d+s\n\nHost: web-01\.example\.org\nRule: Busy\nAbove 90 % for \d+s, from T to T\.$/,
      ),
    ]);
    expect(telegram.received[0]?.marked.map(({ type }) => type)).toContain("code");
    expect(telegram.edits).toHaveLength(1);
    expect(telegram.edits[0]?.text).toMatch(/^✅ web-01: CPU was above 90 % \(resolved\)\n/);
    expect(buttons(telegram.edits[0])).toEqual([]);
  });

  it("is told at once of one that was over before its message could leave", async () => {
    await addChat();
    await rules.add();
    await busy();
    await calm();
    await turn();
    await turn();
    expect(texts()).toEqual([
      expect.stringMatching(/^🟢 web-01: CPU is 12 % · resolved after .*\n.* It fired at 97 %\.$/s),
    ]);
  });

  it("acknowledges and snoozes an alert by its buttons, and is reminded that it still fires", async () => {
    await addChat();
    await rules.add();
    await busy();
    await turn();
    expect(texts()[0]).toMatch(/^🟡 web-01/);
    expect(buttons(telegram.received[0])).toEqual(["Acknowledge", "Snooze 1h"]);
    expect(await press("Snooze 1h")).toBe("Snoozed for 1h. You'll be reminded if it is still firing then.");
    const over = new Date(Date.now() - 1_000);
    await hub.database.client.acknowledgement.updateMany({ data: { until: over, untilMs: 0n } });
    await fleet.hear(1_000);
    expect(await endSnoozes(hub.database)).toEqual({ ended: 1, told: 1 });
    await turn();
    expect(texts().at(-1)).toMatch(
      /^🟡 web-01: CPU is still above 90 %\n\nHost: .*\nRule: Busy\nAbove 90 % for .*; Ada \(Telegram\)'s snooze has ended\.\nSince: T$/,
    );
    expect(await press("Acknowledge")).toBe("Acknowledged");
    await calm();
    expect(telegram.received).toHaveLength(2);
    await turn();
    expect(texts().at(-1)).toMatch(/^🟢 web-01: CPU is 12 %/);
  });

  it("is told of outages and alerts together, in one message that its buttons are for", async () => {
    await addChat();
    await rules.add();
    const [gone] = await fleet.addMachines(1);
    if (gone === undefined) throw new Error("no machine was added");
    await fleet.report([gone.keyId]);
    await busy();
    await fleet.report([machine.keyId]);
    await hub.database.client.delivery.updateMany({ data: { nextAttemptAt: new Date(0) } });
    await sweepOnce(hub.database);
    await turn();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(
      /^🔴 1 machine offline\nweb-\S+ – last seen .* ago\n\n🟡 1 alert\n🟡 web-01 \(web-01\.example\.org\): CPU is 97 % \(above 90 % in 3 samples\)$/,
    );
    expect(await press("Acknowledge all")).toBe("Acknowledged 2 of 2");
  });

  it("never gets the end of an alert whose beginning it did not get", async () => {
    const channelId = await addChat();
    await rules.add();
    await hub.database.client.channel.update({
      where: { id: channelId },
      data: { events: '["machine.offline"]' },
    });
    await busy();
    await hub.database.client.channel.update({ where: { id: channelId }, data: { events: null } });
    await calm();
    await turn();
    expect(telegram.received).toEqual([]);
    expect(await rules.told(machine.machineId)).toEqual([
      "firing suppressed event_not_chosen",
      "resolved suppressed offline_not_told",
    ]);
  });

  it("shows that a machine was disabled, in place, and nothing more", async () => {
    await addChat();
    await rules.add();
    await busy();
    await turn();
    await hub.call(disable, { as, params: { id: String(machine.machineId) }, method: "POST" });
    await turn();
    expect(telegram.received).toHaveLength(1);
    expect(telegram.edits[0]?.text).toMatch(/^⚪ web-01: CPU was above 90 % \(disabled\)\n/);
  });
});

describe("a program", () => {
  it("gets alerts with the original's flat fields, and ours beside them", async () => {
    await fleet.addChannel({ url: receiver.url, secret: seal(SECRET, sealKey) });
    const ruleId = await rules.add({
      ...{ name: "Disk", metric: "filesystem.used_pct", target: "/var*", threshold: 80, samples: undefined },
      ...{ for: "5s", severity: "critical" },
    });
    for (const usedPct of [85, 86]) {
      await fleet.hear(5_000);
      await rules.report(machine, [filesystemReport("/var/log", usedPct)]);
    }
    await fleet.hear(5_000);
    await rules.report(machine, [filesystemReport("/var/log", 41)]);
    await turn();
    await turn();
    const [fired, resolved] = receiver.received;
    if (fired === undefined || resolved === undefined) throw new Error("not both arrived");
    verifySignatures(fired, SECRET);
    const { id: incidentId } = await hub.database.client.incident.findFirstOrThrow();
    expect(fired.body).toEqual({
      ...{ event: "alert.firing", rule_id: ruleId, rule_name: "Disk", metric: "filesystem.used_pct" },
      ...{ comparison: "above", threshold_pct: 80, trigger_after: null, value: 86 },
      ...{ triggered_at: expect.stringMatching(/Z$/), event_id: incidentId },
      id: expect.stringMatching(/^evt_/),
      timestamp: expect.stringMatching(/Z$/),
      machine: {
        ...{ id: machine.machineId, name: "web-01", hostname: "web-01.example.org", description: "" },
        ...{ status: "online", last_seen: expect.stringMatching(/Z$/) },
      },
      incident: {
        ...{ id: incidentId, started_at: expect.any(String), detected_at: expect.any(String) },
        ...{ resolved_at: null, firing_for_s: null },
      },
      rule: {
        ...{ id: ruleId, name: "Disk", metric: "filesystem.used_pct", target: "/var/log" },
        ...{ label: "Filesystem /var/log", unit: "percent", comparison: "above", threshold: 80 },
        ...{ samples: null, for: "5s", severity: "critical" },
      },
    });
    expect(resolved.body).toMatchObject({
      ...{ event: "alert.resolved", rule_id: ruleId, value: 41, event_id: incidentId },
      incident: {
        resolution: "recovered",
        resolved_at: expect.any(String),
        firing_for_s: expect.any(Number),
      },
    });
  });
});
