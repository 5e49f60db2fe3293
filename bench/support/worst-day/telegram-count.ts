import { nameOf } from "../../../scripts/simulate/names.mjs";
import type { TelegramMessage } from "../../../tests/support/telegram";

/** How many messages told of outages, and how many machines they name or leave to a link. */
export function countTold(messages: readonly TelegramMessage[], machines: number) {
  const words = new Set(messages.flatMap(({ text }) => text.split(/[\s,;:()]+/)));
  const named = Array.from({ length: machines }, (_, index) => nameOf(index)).filter((name) =>
    words.has(name),
  ).length;
  const linked = messages
    .filter(({ text }) => /https?:\/\//.test(text))
    .flatMap(({ text }) => [...text.matchAll(/…and ([\d,]+) more/g)])
    .reduce((sum, [, count = "0"]) => sum + Number(count.replaceAll(",", "")), 0);
  return { messages: messages.length, named, linked, isComplete: named + linked >= machines };
}
