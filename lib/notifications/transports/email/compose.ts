import { partOf } from "@/lib/events/types";
import { composeMail } from "@/lib/http/mail/compose";
import type { Mail } from "@/lib/http/mail/types";
import type { Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import type { Message } from "../../messages/message";
import { words } from "../../messages/words/words";

// More than anybody reads; a storm is summarised long before.
export const TEXT = { max: 10_000, unit: "characters" } as const;

/**
 * What a message looks like as a mail. The mail that opens an incident has a name made of the incident, which the later
 * ones follow: mail programs show them as one thread.
 */
export function composeTold({
  told,
  channelId,
  installation,
  host,
}: {
  told: Told;
  channelId: number;
  installation: string;
  /** The domain of the sender. */
  host: string;
}): Pick<Mail, "subject" | "text" | "html" | "messageId" | "follows"> {
  const { title, text } = words(told, TEXT);
  const link = linkOf(told);
  const thread = threadOf(told.messages);
  const root =
    thread === null ? null : `<incident-${thread.incidentId}.${channelId}.${installation}@${host}>`;
  const isRoot = root !== null && thread?.opens === true;
  return {
    subject: title,
    ...composeMail({
      title,
      paragraphs: text.split(/\n{2,}/).filter((paragraph) => paragraph !== ""),
      link:
        link === null
          ? null
          : { label: link.includes("/incidents/") ? "Open the incident" : "Open the hub", url: link },
      footer: "Sent by LunaSentri, because a channel of your team leads to this address.",
      footerUrl: told.hubUrl === null ? null : `${told.hubUrl}/settings/notifications`,
    }),
    messageId: isRoot ? root : `<${told.key}.${channelId}@${host}>`,
    follows: isRoot ? null : root,
  };
}

/** The one incident that a message is about, and whether it opens it; null: none, or several. */
function threadOf(messages: readonly Message[]): { incidentId: number; opens: boolean } | null {
  const found = messages.map((message) =>
    message.kind === "test" || message.kind === "notice"
      ? null
      : {
          incidentId: message.facts.incident.id,
          // What is sent again would be dropped as a copy under the same name.
          opens: partOf(message.event) === "opens" && !message.isReplay,
        },
  );
  const [first = null] = found;
  if (first === null || found.some((other) => other?.incidentId !== first.incidentId)) return null;
  return first;
}
