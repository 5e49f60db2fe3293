import { clip } from "../../messages/words/clip";
import { escapeMarkdown } from "../../messages/words/escape-markdown";

export const example = {
  fields: { url: "https://discord.com/api/webhooks/123456789012345678/planted-d1scord-t0ken-x9f2" },
  textOf: (body: unknown) => {
    const { content, embeds } = body as { content: string; embeds: { description?: string }[] };
    return [content, ...embeds.flatMap(({ description }) => description ?? [])].join("\n");
  },
  showName: (name: string) => escapeMarkdown(clip(name, 300)),
  pasted: {
    "https://discordapp.com/api/webhooks/1234/AbCd": {
      fields: { url: "https://discordapp.com/api/webhooks/1234/AbCd" },
      isCertain: true,
    },
    "discord://AbCd@1234?thread_id=77": {
      fields: { url: "https://discord.com/api/webhooks/1234/AbCd?thread_id=77" },
      isCertain: true,
      left: [],
    },
    "discord://hubert@1234/AbCd?avatar=no": {
      fields: { url: "https://discord.com/api/webhooks/1234/AbCd" },
      isCertain: true,
      left: ["“avatar”"],
    },
  },
};
