import type { ChannelType, OutRequest, Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { incidentKey, incidentsIn } from "../../messages/incident-key";
import { jsonRequest } from "../../messages/json-request";
import { hookUrl, type SecretUrl, type SecretUrlConfig, secretUrlChannel } from "../../messages/secret-url";
import { words } from "../../messages/words/words";
import { readGoogleChatAnswer } from "./read-answer";
import { HOST, readPastedGoogleChat } from "./read-pasted";

const TEXT = { max: 4_000, unit: "utf16" } as const;

/** A space in Google Chat, through a webhook. */
export const googleChat: ChannelType<SecretUrlConfig, SecretUrl> = {
  ...secretUrlChannel,
  type: "google_chat",
  label: "Google Chat",
  summary: "A space in Google Chat",
  fields: {
    url: hookUrl({
      hosts: [HOST],
      path: /^\/v1\/spaces\/[^/]+\/messages$/,
      example: `https://${HOST}/v1/spaces/AAAA/messages?key=…&token=…`,
    }).describe("The URL of a webhook of the space. Never shown again."),
  },
  readPasted: readPastedGoogleChat,
  pace: "gathered",
  // https://developers.google.com/workspace/chat/limits
  rates: () => [{ count: 1, windowMs: 1_500 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 10_000, maxAnswerBytes: 8_192 },
  isKeyed: true,
  render: (told, { secrets }, installation) => [toRequest(told, secrets.url, installation)],
  readAnswer: readGoogleChatAnswer,
};

/** What is told of one incident stands in one thread. Google Chat sends what has the same request id only once. */
function toRequest(told: Told, hook: string, installation: string): OutRequest {
  const { title, text } = words(told, TEXT);
  const link = linkOf(told);
  const { open, closed } = incidentsIn(told.messages);
  const [incidentId, ...others] = [...new Set([...open, ...closed])];
  const url = new URL(hook);
  url.searchParams.set("requestId", told.key);
  url.searchParams.set("messageReplyOption", "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
  return jsonRequest({
    url: url.toString(),
    body: {
      text: [
        ...[title, text].filter(Boolean).map(withoutMarkup),
        ...(link === null ? [] : [`<${link}|Open LunaSentri>`]),
      ].join("\n"),
      ...(incidentId !== undefined &&
        others.length === 0 && {
          thread: { threadKey: incidentKey({ installation, incidentId, isReal: true }) },
        }),
    },
  });
}

/** Chat knows no sign that escapes another: a blank of no width behind each keeps it from meaning anything. */
function withoutMarkup(text: string): string {
  return text.replace(/[<*_~`]/g, "$&\u200b");
}
