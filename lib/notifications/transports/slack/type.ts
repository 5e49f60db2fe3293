import type { ChannelType, Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { hookUrl, type SecretUrl, type SecretUrlConfig, secretUrlChannel } from "../../messages/secret-url";
import { words } from "../../messages/words/words";
import { readSlackAnswer } from "./read-answer";
import { HOSTS, readPastedSlack } from "./read-pasted";

// Of one block of text.
const TEXT = { max: 2_900, unit: "utf16" } as const;

/** A channel in a Slack workspace, through an incoming webhook. */
export const slack: ChannelType<SecretUrlConfig, SecretUrl> = {
  ...secretUrlChannel,
  type: "slack",
  label: "Slack",
  summary: "A channel in a Slack workspace",
  fields: {
    url: hookUrl({
      hosts: HOSTS,
      path: /^\/(services|workflows|triggers)\/.+/,
      example: "https://hooks.slack.com/services/T000/B000/XXXX",
    }).describe("The URL of an incoming webhook. Never shown again."),
  },
  readPasted: readPastedSlack,
  pace: "gathered",
  // https://docs.slack.dev/apis/web-api/rate-limits
  rates: () => [{ count: 1, windowMs: 1_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 10_000, maxAnswerBytes: 2_048 },
  render: (told, { secrets }) => [jsonRequest({ url: secrets.url, body: toPayload(told) })],
  readAnswer: readSlackAnswer,
};

/** Blocks of plain text, in which Slack finds no mention, link or markup, whatever a machine is called. */
function toPayload(told: Told): object {
  const { title, text } = words(told, TEXT);
  const link = linkOf(told);
  const plain = (words: string) => ({
    type: "section",
    text: { type: "plain_text", text: words, emoji: false },
  });
  return {
    // What notifications show; here Slack reads markup between these signs.
    text: title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    blocks: [
      plain(title),
      ...(text === "" ? [] : [plain(text)]),
      ...(link === null
        ? []
        : [{ type: "context", elements: [{ type: "mrkdwn", text: `<${link}|Open LunaSentri>` }] }]),
    ],
  };
}
