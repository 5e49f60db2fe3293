import { defineConfig, devices } from "playwright/test";
import { CHROMIUM_FLAGS, requireChromium } from "./scripts/test-tools/chromium.mjs";

// Far from UTC and not by whole hours: a time that loses its zone anywhere shows.
const TIMEZONE = "Asia/Kathmandu";
process.env.TZ = TIMEZONE;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  // Each test runs a whole hub of its own; more than two at once starve each other.
  workers: 2,
  // A busy host may fail a test once; what fails twice is broken, and what failed once is printed as flaky.
  retries: process.env.CI ? 1 : 0,
  // A test may be slow as a whole on a busy host; a single step of it may not, so steps have the limits.
  timeout: 600_000,
  expect: { timeout: 15_000, toPass: { timeout: 30_000 } },
  use: {
    ...devices["Desktop Chrome"],
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    timezoneId: TIMEZONE,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: requireChromium(), args: CHROMIUM_FLAGS },
  },
});
