import type { Told } from "../../messages/channel-type";
import { type Gist, gistOf, linkOf } from "../../messages/gist";
import { escapeMarkdown } from "../../messages/words/escape-markdown";
import { words } from "../../messages/words/words";
import { TEXT } from "./constants";

const COLOUR: Record<Gist, number> = {
  critical: 0xe5484d,
  warning: 0xf5a623,
  recovery: 0x30a46c,
  notice: 0x8b8d98,
};

/**
 * A message as Discord takes it: its first line as text, which phones show, and the rest below in a box. Nobody is mentioned,
 * whatever a machine is called.
 */
export function toPayload(told: Told): object {
  const { title, text } = words(told, TEXT);
  const url = linkOf(told);
  const embed = {
    color: COLOUR[gistOf(told)],
    ...(text !== "" && { description: escapeMarkdown(text) }),
    ...(url !== null && { title: "Open LunaSentri", url }),
  };
  const hasEmbed = text !== "" || url !== null;
  return {
    // A title is short, but may be all there is.
    content: escapeMarkdown(title).slice(0, 2_000),
    embeds: hasEmbed ? [embed] : [],
    allowed_mentions: { parse: [] },
  };
}
