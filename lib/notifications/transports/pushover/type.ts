import { z } from "zod";
import type { ChannelType } from "../../messages/channel-type";
import { gistOf, linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { endOf, keyText } from "../../messages/key-text";
import { clip } from "../../messages/words/clip";
import { words } from "../../messages/words/words";
import { readPushoverAnswer } from "./read-answer";
import { readPastedPushover } from "./read-pasted";

const configSchema = z.object({
  user_end: z.string().describe("The last letters of the user or group key."),
});
const secretsSchema = z.object({ token: z.string(), user: z.string() });

const HOST = "api.pushover.net";
// https://pushover.net/api#limits
const TEXT = { max: 1_024, unit: "characters" } as const;
const MAX_TITLE = 250;
const MAX_URL = 512;
// 1 breaks through quiet hours (https://pushover.net/api#priority).
const PRIORITY = { critical: 1, warning: 0, recovery: 0, notice: 0 };

/** Push messages of Pushover, to a person or a group. */
export const pushover: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "pushover",
  label: "Pushover",
  summary: "Push messages through Pushover, to you or to a group",
  fields: {
    token: keyText.describe("The API token of an application of your own at Pushover. Never shown again."),
    user: keyText.describe("Your user key, or the key of a group. Never shown again."),
  },
  config: configSchema,
  secrets: secretsSchema,
  readPasted: readPastedPushover,
  showSecrets: ({ user }) => ({ user_end: endOf(user) }),
  masked: ({ user_end }) => `Pushover ${user_end}`,
  destination: () => HOST,
  paceKey: ({ user_end }) => `${HOST} ${user_end}`,
  pace: "gathered",
  rates: () => [{ count: 1, windowMs: 2_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 10_000, maxAnswerBytes: 4_096 },
  render(told, { secrets: { token, user } }) {
    const { title, text } = words(told, TEXT);
    const url = linkOf(told);
    return [
      jsonRequest({
        url: `https://${HOST}/1/messages.json`,
        body: {
          token,
          user,
          title: clip(title, MAX_TITLE),
          message: text || title,
          priority: PRIORITY[gistOf(told)],
          ...(url !== null && url.length <= MAX_URL && { url, url_title: "Open LunaSentri" }),
        },
      }),
    ];
  },
  readAnswer: readPushoverAnswer,
};
