import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "playwright/test";
import { SeededHub } from "./seeded-hub";

/** Minutes ago: nothing was measured in between. */
const GAP = { from: 20, to: 10 };

let hub: SeededHub;
let machine: string;

test.beforeAll(async () => {
  hub = await SeededHub.start({ timeZone: "Asia/Kathmandu" });
  await hub.seed();
  machine = `${hub.url}/machines/${await hub.addMeasured({ minutes: 55, gap: GAP })}`;
});
test.afterAll(() => hub?.stop());
test.beforeEach(async ({ context }) => context.addCookies(await hub.cookiesOf("admin")));

const chart = (page: Page, name: string) => page.getByRole("figure", { name, exact: true });

test("a drag zooms in; a double click, Escape, a button and the browser's back lead out", async ({
  page,
}) => {
  await page.goto(`${machine}?range=6h`);
  const plot = chart(page, "CPU").locator(".u-over");
  const outs = [
    () => plot.dblclick(),
    async () => {
      await chart(page, "CPU").getByRole("slider").focus();
      await page.keyboard.press("Escape");
    },
    () => page.getByRole("button", { name: "Zoom out" }).click(),
    () => page.goBack(),
  ];
  for (const leave of outs) {
    await dragAcross(page, plot);
    await expect(page).toHaveURL(/from=.+&to=/);
    await expect(page.getByRole("button", { name: "6h" })).toHaveAttribute("aria-pressed", "false");
    await leave();
    await expect(page).toHaveURL(/\?range=6h$/);
  }
});

test("arrow keys move the crosshair of all charts, which says its values; plus zooms in, and a reload stays there", async ({
  page,
}) => {
  await page.goto(machine);
  const slider = chart(page, "CPU").getByRole("slider");
  await slider.focus();
  await page.keyboard.press("Home");
  const first = await slider.getAttribute("aria-valuetext");
  expect(first).toMatch(/\d\d:\d\d:\d\d\. CPU 30 %/);
  await page.keyboard.press("ArrowRight");
  await expect(slider).not.toHaveAttribute("aria-valuetext", first ?? "");
  const second = await slider.getAttribute("aria-valuetext");
  await expect(chart(page, "Memory").getByRole("slider")).toHaveAttribute(
    "aria-valuetext",
    (second ?? "").replace("CPU 30 %", "Memory 60 %"),
  );
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/from=.+&to=/);
  const zoomed = page.url();
  await page.reload();
  await expect(page.getByRole("button", { name: "Zoom out" })).toBeVisible();
  expect(page.url()).toBe(zoomed);
});

test("no line is drawn across a gap", async ({ page }) => {
  await page.goto(machine);
  const canvas = chart(page, "CPU").locator("canvas");
  const inkAt = (minutesAgo: number) => lineInk(canvas, 1 - minutesAgo / 60);
  await expect.poll(() => inkAt(GAP.from + 5)).toBeGreaterThan(0);
  expect(await inkAt(GAP.to - 5)).toBeGreaterThan(0);
  expect(await inkAt((GAP.from + GAP.to) / 2)).toBe(0);
});

test("filesystems have charts, the fullest first, with the threshold of their rule, and a file with their values", async ({
  page,
}) => {
  await page.goto(machine);
  const section = page.getByRole("region", { name: "Filesystems" });
  await expect(section.getByRole("figure")).toHaveCount(2);
  await expect(section.getByRole("figure").first()).toHaveAccessibleName("/var");
  await expect(section.getByText("of 512 GB").first()).toBeVisible();
  await expect(section.getByText(/alerts above 90 % for 10m/)).toHaveCount(2);
  for (const title of ["Network interfaces", "Temperatures", "Gauges"])
    await expect(page.getByRole("region", { name: title }).getByRole("figure")).toHaveCount(1);

  const download = page.waitForEvent("download");
  await section.getByRole("link", { name: "CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  expect(await readFile(await file.path(), "utf8")).toContain("filesystem.used_pct:/var");
});

async function dragAcross(page: Page, plot: Locator): Promise<void> {
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (box === null) throw new Error("the chart is not drawn");
  const [x, y] = [box.x + box.width, box.y + box.height / 2];
  await page.mouse.move(x - 120, y);
  await page.mouse.down();
  // It may end outside.
  await page.mouse.move(x + 30, y, { steps: 5 });
  await page.mouse.up();
}

/** How many pixels of a chart's line there are at this share of its width. */
function lineInk(canvas: Locator, share: number): Promise<number> {
  return canvas.evaluate((element: HTMLCanvasElement, at) => {
    const over = element.parentElement?.querySelector<HTMLElement>(".u-over");
    const context = element.getContext("2d");
    const probe = document.createElement("canvas").getContext("2d");
    if (!over || context === null || probe === null) throw new Error("the chart is not drawn");
    const read = getComputedStyle(document.documentElement);
    probe.fillStyle = read.getPropertyValue("--link").trim();
    probe.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
    const scale = element.width / element.clientWidth;
    const x = Math.round((over.offsetLeft + over.offsetWidth * at) * scale);
    const { data } = context.getImageData(x, 0, 1, element.height);
    let ink = 0;
    for (let pixel = 0; pixel < data.length; pixel += 4) {
      const off = [red, green, blue].map((value, part) => Math.abs(value - (data[pixel + part] ?? 0)));
      if ((data[pixel + 3] ?? 0) > 128 && Math.max(...off) < 40) ink++;
    }
    return ink;
  }, share);
}
