import { test as base, expect } from "playwright/test";
import { StartedHub } from "./started-hub";

type Fixtures = {
  hub: StartedHub;
  /** Those of WEBHOOK_ALLOW_CIDRS; "": the page decides. */
  allowedNetworks: string;
  /** Console errors that the test provokes on purpose. */
  expectedErrors: RegExp[];
  watchedConsole: undefined;
};

/** A fresh hub for each test, which says what it wrote when the test fails; an unexpected error in the browser's console fails it. */
export const test = base.extend<Fixtures>({
  allowedNetworks: ["127.0.0.0/8", { option: true }],
  hub: async ({ timezoneId, allowedNetworks }, use, testInfo) => {
    const hub = await StartedHub.start({ timeZone: timezoneId ?? "UTC", allowedNetworks });
    await use(hub);
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach("what the hub wrote", { body: hub.output, contentType: "text/plain" });
    await hub.stop();
  },
  baseURL: ({ hub }, use) => use(hub.url),
  expectedErrors: [[], { option: true }],
  watchedConsole: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(error.message));
      await use(undefined);
      expect(errors.filter((text) => !expectedErrors.some((expected) => expected.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
