import { test as base, expect } from "playwright/test";
import { StartedHub } from "./started-hub";

type Fixtures = {
  hub: StartedHub;
  /** Console errors that the test provokes on purpose. */
  expectedErrors: RegExp[];
  watchedConsole: undefined;
};

/** A fresh hub for each test; an unexpected error in the browser's console fails it. */
export const test = base.extend<Fixtures>({
  hub: async ({ timezoneId }, use) => {
    const hub = await StartedHub.start({ timeZone: timezoneId ?? "UTC" });
    await use(hub);
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
