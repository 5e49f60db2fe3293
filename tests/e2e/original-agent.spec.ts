import { ORIGINAL_HEADERS, ORIGINAL_PATHS, ORIGINAL_REPORTS } from "../support/original-agent";
import { sendReport } from "../support/send-report";
import { expect, test } from "./fixtures";
import { OverviewPage } from "./pages/overview-page";
import { SetupPage } from "./pages/setup-page";

test("the original agent is understood by the whole product, at every address and with either header", async ({
  page,
  hub,
}) => {
  await page.goto(hub.setupUrl);
  await new SetupPage(page).createAdmin();
  await expect(new OverviewPage(page).headline).toHaveText("No machines yet");
  const ways = ORIGINAL_PATHS.flatMap((path) =>
    ["X-Api-Key", "Authorization"].map((header) => ({ path, header })),
  );
  // A machine for each, because of one machine few samples a second are stored.
  const ids: number[] = [];
  for (const { path, header } of ways) {
    const data = { name: `old ${path} ${header}` };
    const created = await (await page.request.post("/api/v1/machines", { data })).json();
    ids.push(created.id);
    const key = header === "Authorization" ? `Bearer ${created.api_key}` : created.api_key;
    for (const body of ORIGINAL_REPORTS) {
      const headers = { ...ORIGINAL_HEADERS, [header]: key };
      const answer = await sendReport(hub.url, { path, headers, body });
      expect(answer, path).toMatchObject({ status: 202, text: "" });
    }
  }
  const sent = ways.length * ORIGINAL_REPORTS.length;
  expect(hub.rows("SELECT id FROM samples")).toHaveLength(sent);
  const machine = await (await page.request.get(`/api/v1/machines/${ids[0]}`)).json();
  expect(machine).toMatchObject({
    status: "online",
    hostname: "web-01",
    system_info: { hostname: "web-01", cpu_cores: 4, disk_total_gb: 98 },
  });
});
