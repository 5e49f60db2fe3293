import { expect, it } from "vitest";
import { telegramHeadline } from "./telegram-headline";

it.each([
  [
    "a bot that Telegram knows",
    { answer: "known", bot: { username: "ops_bot" } },
    "Messages are sent by @ops_bot",
  ],
  ["a token that Telegram refuses", { answer: "refused", bot: null }, "Telegram does not accept this token"],
  ["a Telegram that did not answer", { answer: "unknown", bot: null }, "Telegram could not be asked"],
  ["a token that this hub cannot read", { answer: "not_asked", bot: null }, "The token cannot be read"],
] as const)("names %s", (_, settings, words) => {
  expect(telegramHeadline(settings)).toBe(words);
});
