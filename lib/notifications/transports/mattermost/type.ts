import type { ChannelType } from "../../messages/channel-type";
import { jsonRequest } from "../../messages/json-request";
import { hookUrl, type SecretUrl, type SecretUrlConfig, secretUrlChannel } from "../../messages/secret-url";
import { markdownWords } from "../../messages/words/markdown-words";
import { readMattermostAnswer } from "./read-answer";
import { readPastedMattermost } from "./read-pasted";

// Escaped it is at most three times as long: below the 16,383 of a post.
const TEXT = { max: 4_000, unit: "utf16" } as const;

/** A channel on a Mattermost server, through an incoming webhook. */
export const mattermost: ChannelType<SecretUrlConfig, SecretUrl> = {
  ...secretUrlChannel,
  type: "mattermost",
  label: "Mattermost",
  summary: "A channel on your own Mattermost server",
  fields: {
    url: hookUrl({
      path: /\/hooks\/[^/]+$/,
      example: "https://chat.example.org/hooks/abc123",
    }).describe("The URL of an incoming webhook. Never shown again."),
  },
  readPasted: readPastedMattermost,
  pace: "gathered",
  rates: () => [{ count: 1, windowMs: 1_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 10_000, maxAnswerBytes: 4_096 },
  render: (told, { secrets }) => [
    jsonRequest({ url: secrets.url, body: { text: markdownWords(told, TEXT) } }),
  ],
  readAnswer: readMattermostAnswer,
};
