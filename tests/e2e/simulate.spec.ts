import { freePort } from "../support/free-port";
import { expect, test } from "./fixtures";
import { OverviewPage } from "./pages/overview-page";
import { ADMIN, SetupPage } from "./pages/setup-page";
import { Simulation } from "./simulation";

test("a simulated fleet reports, gets into trouble, goes on after a restart, and can be removed", async ({
  page,
  hub,
}) => {
  const overview = new OverviewPage(page);
  const counts = async () => (await (await page.request.get("/api/v1/overview")).json()).counts;
  const simulate = (...args: string[]) => Simulation.start({ hub, account: ADMIN, args });
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(overview.headline).toHaveText("No machines yet");

  const fleet = simulate("--machines", "50", "--interval", "1s", "--stop", "2", "--flap", "1");
  await expect.poll(counts).toMatchObject({ online: 50, pending: 0, offline: 0 });
  await expect.poll(counts, { timeout: 30_000 }).toMatchObject({ online: 47, offline: 3 });
  await expect.poll(counts, { timeout: 30_000 }).toMatchObject({ online: 48, offline: 2 });
  await expect(overview.incidents.first()).toHaveText(/was offline for \d+s/);
  const { code, said } = await fleet.ctrlC();
  expect(code).toBe(0);
  const lines = said.trim().split("\n");
  expect(lines.at(0)).toBe(`50 machines report to ${hub.url} every 1 s. Ctrl-C stops them.`);
  expect(lines.at(1)).toMatch(/^\d+ reports stored$/);
  expect(lines.at(-1)).toContain("--remove");

  const again = simulate("--machines", "50", "--interval", "1s");
  await expect.poll(counts, { timeout: 30_000 }).toMatchObject({ online: 50, offline: 0 });
  await again.ctrlC();
  expect(await simulate("--remove").ended()).toEqual({
    code: 0,
    said: "50 simulated machines were deleted.\n",
  });
  await expect(overview.headline).toHaveText("No machines yet");
});

test("a simulation that cannot begin says why in one sentence", async ({ page, hub }) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
  const nowhere = { url: `http://127.0.0.1:${await freePort()}` };
  const wrongPassword = { ...ADMIN, password: "not the password" };

  expect(await Simulation.start({ hub, account: wrongPassword }).ended()).toEqual({
    code: 1,
    said: `${hub.url} does not know that e-mail address and password.\n`,
  });
  expect(await Simulation.start({ hub: nowhere, account: ADMIN }).ended()).toEqual({
    code: 1,
    said: `${nowhere.url} does not answer. Is the hub running there?\n`,
  });
});
