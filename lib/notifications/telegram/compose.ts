export type TextEntity = { type: "bold" | "code"; offset: number; length: number };

/** A text as sendMessage takes it. */
export type TelegramText = { text: string; entities: TextEntity[] };

export type Part = string | { bold: string } | { code: string };

/** Puts a text together with its entities, whose offsets Telegram counts in UTF-16 units, as JavaScript does. */
export function compose(parts: readonly Part[]): TelegramText {
  let text = "";
  const entities: TextEntity[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const [type, words] = "bold" in part ? (["bold", part.bold] as const) : (["code", part.code] as const);
    entities.push({ type, offset: text.length, length: words.length });
    text += words;
  }
  return { text, entities };
}
