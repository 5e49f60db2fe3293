import { clip } from "../../messages/words/clip";
import { escapeMarkdown } from "../../messages/words/escape-markdown";

export const example = {
  fields: { url: "https://discord.com/api/webhooks/123456789012345678/planted-d1scord-t0ken-x9f2" },
  textOf: (body: unknown) => {
    const { content, embeds } = body as { content: string; embeds: { description?: string }[] };
    return [content, ...embeds.flatMap(({ description }) => description ?? [])].join("\n");
  },
  showName: (name: string) => escapeMarkdown(clip(name, 300)),
};
