import { defineConfig, devices } from "playwright/test";
import { CHROMIUM_FLAGS, obtainChromium } from "./tests/support/chromium";

// Far from UTC and not by whole hours: a time that loses its zone anywhere shows.
const TIMEZONE = "Asia/Kathmandu";
process.env.TZ = TIMEZONE;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  // Each test runs a whole hub of its own; more than two at once starve each other.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    timezoneId: TIMEZONE,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: obtainChromium(), args: CHROMIUM_FLAGS },
  },
});
