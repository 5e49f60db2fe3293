import type { ChannelType, Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { hookUrl, type SecretUrl, type SecretUrlConfig, secretUrlChannel } from "../../messages/secret-url";
import { withoutMentions } from "../../messages/words/without-mentions";
import { words } from "../../messages/words/words";
import { readRocketChatAnswer } from "./read-answer";
import { readPastedRocketChat } from "./read-pasted";

const TEXT = { max: 1_000, unit: "utf16" } as const;

/** A room on a Rocket.Chat server, through an incoming integration. */
export const rocketChat: ChannelType<SecretUrlConfig, SecretUrl> = {
  ...secretUrlChannel,
  type: "rocket_chat",
  label: "Rocket.Chat",
  summary: "A room on your own Rocket.Chat server",
  fields: {
    url: hookUrl({
      path: /\/hooks\/[^/]+\/[^/]+$/,
      example: "https://chat.example.org/hooks/abc/xyz",
    }).describe("The URL of an incoming integration. Never shown again."),
  },
  readPasted: readPastedRocketChat,
  pace: "gathered",
  // It lets a client make ten requests a minute.
  rates: () => [{ count: 8, windowMs: 60_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 10_000, maxAnswerBytes: 4_096 },
  render: (told, { secrets }) => [jsonRequest({ url: secrets.url, body: { text: toText(told) } })],
  readAnswer: readRocketChatAnswer,
};

function toText(told: Told): string {
  const { title, text } = words(told, TEXT);
  return [...[title, text].map(asPlain), linkOf(told)].filter(Boolean).join("\n");
}

/** Its Markdown can escape only these signs; a blank of no width keeps brackets from becoming a link, and @ a mention. */
function asPlain(text: string): string {
  return withoutMentions(text.replace(/[*_~`#]/g, "\\$&").replaceAll("]", "]\u200b"));
}
