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
  const created = await page.request.post("/api/v1/machines", { data: { name: "old-01" } });
  const { id, api_key: key } = await created.json();
  const keyHeaders: Record<string, string>[] = [{ "X-Api-Key": key }, { Authorization: `Bearer ${key}` }];

  for (const path of ORIGINAL_PATHS) {
    for (const keyHeader of keyHeaders) {
      for (const body of ORIGINAL_REPORTS) {
        const headers = { ...ORIGINAL_HEADERS, ...keyHeader };
        const answer = await sendReport(hub.url, { path, headers, body });
        expect(answer, path).toMatchObject({ status: 202, text: "" });
      }
    }
  }
  const sent = ORIGINAL_PATHS.length * keyHeaders.length * ORIGINAL_REPORTS.length;
  expect(hub.rows("SELECT id FROM samples")).toHaveLength(sent);
  const machine = await (await page.request.get(`/api/v1/machines/${id}`)).json();
  expect(machine).toMatchObject({
    status: "online",
    hostname: "web-01",
    system_info: { hostname: "web-01", cpu_cores: 4, disk_total_gb: 98 },
  });
});
