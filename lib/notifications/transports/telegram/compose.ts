import { type Part, wordsOf } from "../../messages/words/parts";

export type TextEntity = { type: "bold" | "code" | "strikethrough"; offset: number; length: number };

/** A text as sendMessage takes it. */
export type TelegramText = { text: string; entities: TextEntity[] };

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
