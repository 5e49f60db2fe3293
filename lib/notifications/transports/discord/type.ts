import type { ChannelType } from "../../messages/channel-type";
import { jsonRequest } from "../../messages/json-request";
import { hookUrl, type SecretUrl, type SecretUrlConfig, secretUrlChannel } from "../../messages/secret-url";
import { HOSTS, TEXT, TIMEOUT_MS } from "./constants";
import { editDiscord } from "./edit";
import { toPayload } from "./payload";
import { readDiscordAnswer } from "./read-answer";
import { readPastedDiscord } from "./read-pasted";
import { messageUrl } from "./urls";

/** A channel, thread or forum post on a Discord server. */
export const discord: ChannelType<SecretUrlConfig, SecretUrl> = {
  ...secretUrlChannel,
  type: "discord",
  label: "Discord",
  summary: "A channel or thread on a Discord server",
  fields: {
    url: hookUrl({
      hosts: HOSTS,
      path: /^\/api\/(v\d+\/)?webhooks\/\d+\/[^/]+$/,
      example: "https://discord.com/api/webhooks/1234/AbCd",
    }).describe("The URL of a webhook of the channel; add ?thread_id=… for a thread. Never shown again."),
  },
  readPasted: readPastedDiscord,
  pace: "gathered",
  // As seen: 5 in 2 s for a webhook, 30 in a minute for a channel. Discord documents only that a 429 says when to go on.
  rates: () => [
    { count: 4, windowMs: 2_000 },
    { count: 25, windowMs: 60_000 },
  ],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: TIMEOUT_MS, maxAnswerBytes: 16_384 },
  render: (told, { secrets }) => [jsonRequest({ url: messageUrl(secrets.url), body: toPayload(told) })],
  readAnswer: readDiscordAnswer,
  edit: editDiscord,
};
