import type { TextLimit, Told } from "../channel-type";
import { linkOf } from "../gist";
import { escapeMarkdown } from "./escape-markdown";
import { withoutMentions } from "./without-mentions";
import { words } from "./words";

/**
 * A message for a chat that reads everything as Markdown: its title bold, the lines below it, and a link. Nothing in it is
 * Markdown but these two, and nobody is mentioned. The words before they are escaped are within the limit.
 */
export function markdownWords(told: Told, limit: TextLimit): string {
  const { title, text } = words(told, limit);
  const plain = (some: string) => withoutMentions(escapeMarkdown(some));
  const link = linkOf(told);
  return [
    `**${plain(title)}**`,
    ...(text === "" ? [] : [plain(text)]),
    ...(link === null ? [] : [`[Open LunaSentri](${link})`]),
  ].join("\n");
}
