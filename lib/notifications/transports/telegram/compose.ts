import type { Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { measure } from "../../messages/words/measure";
import { type Part, wordsOf } from "../../messages/words/parts";
import { renderBurst } from "../../messages/words/render-burst";
import { TEXT_LIMIT } from "./constants";

export type TextEntity = { type: "bold" | "code" | "strikethrough"; offset: number; length: number };

/** A text as sendMessage takes it. */
export type TelegramText = { text: string; entities: TextEntity[] };

/**
 * The text of a message. One about a single incident ends with its address, as text: Telegram refuses a button with an address
 * that only a private network knows.
 */
export function telegramText(told: Told): TelegramText {
  const link = linkOf(told);
  const ending = link === null || link === told.hubUrl ? "" : `\n${link}`;
  const max = TEXT_LIMIT.max - measure(ending, TEXT_LIMIT.unit);
  return compose([...renderBurst(told, { ...TEXT_LIMIT, max }), ending]);
}

/** Puts a text together with its entities, whose offsets Telegram counts in UTF-16 units, as JavaScript does. */
export function compose(parts: readonly Part[]): TelegramText {
  let text = "";
  const entities: TextEntity[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const words = wordsOf(part);
    entities.push({ type: typeOf(part), offset: text.length, length: words.length });
    text += words;
  }
  return { text, entities };
}

function typeOf(part: Exclude<Part, string>): TextEntity["type"] {
  if ("bold" in part) return "bold";
  return "code" in part ? "code" : "strikethrough";
}
