import { existsSync } from "node:fs";
import { expect, test } from "./fixtures";
import { InstalledAgent } from "./installed-agent";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

const isRunning = (pid: number) => existsSync(`/proc/${pid}`);

test("the line may be pasted again, a disabled machine comes back by itself, and nothing is left behind", async ({
  page,
  hub,
}) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
  const created = await page.request.post("/api/v1/machines", { data: { name: "web-01" } });
  const { id, enroll_token: token } = await created.json();
  const machine = async () => (await page.request.get(`/api/v1/machines/${id}`)).json();
  const installer = `curl -fsSL ${hub.url}/install.sh | sudo sh -s --`;
  const line = `${installer} --token ${token} --interval 1s`;
  const agent = await InstalledAgent.nowhere();
  try {
    await expect(agent.paste(installer)).rejects.toThrow("a one-time token is needed the first time");
    await expect(agent.paste(`${installer} --token lse_of_nobody`)).rejects.toThrow("could not be installed");
    expect(await agent.paste(line, "--dry-run")).toContain("Would install the agent");
    expect(await agent.files()).toEqual([]);

    await agent.paste(line, "--name 'büro \"1\"'");
    await expect.poll(machine).toMatchObject({
      status: "online",
      system_info: { hostname: 'büro "1"', cpu_cores: expect.any(Number) },
    });
    expect(await agent.paste(line)).toContain("This machine keeps its current key");
    expect((await machine()).keys).toHaveLength(2);

    await agent.configure("slow_s=1");
    await agent.stop();
    await agent.start();
    await page.request.post(`/api/v1/machines/${id}/disable`);
    await expect.poll(() => agent.log()).toContain("The hub refuses this machine's key");
    await page.request.post(`/api/v1/machines/${id}/enable`);
    await expect.poll(machine).toMatchObject({ status: "online" });

    const pid = await agent.pid();
    expect(isRunning(pid)).toBe(true);
    expect(await agent.paste(installer, "--uninstall")).toContain("The agent has been removed");
    expect(await agent.files()).toEqual([]);
    await expect.poll(() => isRunning(pid)).toBe(false);
  } finally {
    await agent.remove();
  }
});
