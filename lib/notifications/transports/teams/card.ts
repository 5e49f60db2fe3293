import type { Told } from "../../messages/channel-type";
import { type Gist, gistOf, linkOf } from "../../messages/gist";
import { words } from "../../messages/words/words";

// A card may have some 20 KB with everything, and each line of it brings along some of its own.
export const TEXT = { max: 3_000, unit: "utf16" } as const;

const COLOUR: Record<Gist, string> = {
  critical: "attention",
  warning: "warning",
  recovery: "good",
  notice: "default",
};

/** An adaptive card of plain text: runs of text are no Markdown, and mention nobody. */
function toCard(told: Told): object {
  const { title, text } = words(told, TEXT);
  const link = linkOf(told);
  const line = (words: string, style: object = {}) => ({
    type: "RichTextBlock",
    spacing: "None",
    // An empty run is refused.
    inlines: [{ type: "TextRun", text: words || " ", ...style }],
  });
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.4",
    msteams: { width: "Full" },
    body: [
      line(title, { weight: "Bolder", color: COLOUR[gistOf(told)] }),
      ...(text === "" ? [] : text.split("\n").map((each) => line(each))),
    ],
    actions: link === null ? [] : [{ type: "Action.OpenUrl", title: "Open LunaSentri", url: link }],
  };
}

/** The same card as the two kinds of flows expect it. */
export function toBody(told: Told, shape: "message" | "card"): object {
  const card = toCard(told);
  if (shape === "card") return card;
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", attachments: [{ contentType, contentUrl: null, content: card }] };
}
