import { verifySignatures } from "../support/verify-signatures";
import { type ReceivedWebhook, WebhookReceiver } from "../support/webhook-receiver";
import { expect, test } from "./fixtures";
import { InstalledAgent } from "./installed-agent";
import { AddMachinePage } from "./pages/add-machine-page";
import { InstancePage } from "./pages/instance-page";
import { NotificationsPage } from "./pages/notifications-page";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

const CHAT = -1_001_234_567_890;

const eventOf = ({ body }: ReceivedWebhook) => (body as { event: string }).event;
const named = (event: string) => (webhook: ReceivedWebhook) => eventOf(webhook) === event;

// The page says so while the hub is away, and so does the browser.
test.use({ expectedErrors: [/status of 503|ERR_CONNECTION_REFUSED/] });

test("the installed agent stops and starts, each is sent once to every channel, and a hub that is away loses nothing", async ({
  page,
  hub,
}) => {
  const overview = new OverviewPage(page);
  const addMachine = new AddMachinePage(page);
  const notifications = new NotificationsPage(page);
  const receiver = await WebhookReceiver.start();
  hub.telegram.setChat(CHAT);
  const telegramTitles = () => hub.telegram.received.map(({ text }) => text.split("\n")[0]);
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(overview.headline).toHaveText("No machines yet");

  await page.goto("/settings/instance");
  await new InstancePage(page).setBotToken(hub.telegram.token);
  await expect(new InstancePage(page).bot(hub.telegram.username)).toBeVisible();
  await page.goto("/settings/notifications?add=webhook");
  const secret = await notifications.addWebhook({ name: "on-call", url: receiver.url });
  await notifications.addTelegram({ name: "ops chat", chatId: CHAT });

  await page.goto("/machines/new");
  await addMachine.add({ name: "web-01", offlineAfter: "5s" });
  await expect(addMachine.waiting).toBeVisible();
  const agent = await InstalledAgent.nowhere();
  try {
    expect(await agent.paste(await addMachine.installCommand())).toContain("its first report has arrived");
    await expect(addMachine.online("web-01")).toBeVisible();

    await agent.stop();
    expect(hub.rows<{ goodbye: string }>("SELECT goodbye FROM machines")[0]?.goodbye).toContain('"stopped"');
    await receiver.waitFor(named("machine.offline"));
    await hub.telegram.waitFor(({ text }) => text.startsWith("🔴 web-01 is offline"));

    await agent.start();
    await receiver.waitFor(named("machine.online"));
    await hub.telegram.waitFor(({ text }) => text.startsWith("🟢 web-01 is back online"));
    await expect.poll(() => hub.rows("SELECT goodbye FROM machines")).toEqual([{ goodbye: null }]);

    // Away for longer than the machine may be silent.
    await hub.goAway();
    const awayAt = Date.now();
    await expect.poll(async () => (await agent.keptTimes()).length, { timeout: 60_000 }).toBeGreaterThan(6);
    const kept = await agent.keptTimes();
    await hub.comeBack();
    await expect.poll(() => agent.keptTimes(), { timeout: 30_000 }).toEqual([]);
    const until = kept.at(-1) ?? 0;
    const filledIn = hub.rows<{ sampledAt: number; cpuPct: number; details: string }>(
      `SELECT sampled_at AS sampledAt, cpu_pct AS cpuPct, details FROM samples
        WHERE received_at > ${awayAt} AND sampled_at < ${until} ORDER BY sampled_at`,
    );
    expect(filledIn.map(({ sampledAt }) => sampledAt)).toEqual(kept.filter((time) => time < until));
    for (const { cpuPct, details } of filledIn) {
      expect(cpuPct).toBeGreaterThanOrEqual(0);
      expect(JSON.parse(details)).toHaveProperty("filesystems");
    }
    await page.goto("/");
    await expect(overview.headline).toHaveText("The machine is online");

    expect(receiver.received.map(eventOf)).toEqual(["machine.offline", "machine.online"]);
    for (const webhook of receiver.received) verifySignatures(webhook, secret);
    expect(telegramTitles()).toEqual(["🔴 web-01 is offline", "🟢 web-01 is back online"]);
    expect(hub.rows("SELECT id FROM incidents")).toHaveLength(1);
    expect(await agent.log()).toContain("The hub cannot be reached");
  } finally {
    await agent.remove();
    await receiver.stop();
  }
});
