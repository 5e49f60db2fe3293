import { z } from "zod";
import type { ChannelType } from "../../messages/channel-type";
import { gistOf, linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { endOf, keyText } from "../../messages/key-text";
import { clip } from "../../messages/words/clip";
import { words } from "../../messages/words/words";
import { HOST } from "./constants";
import { readPushoverAnswer } from "./read-answer";
import { readPastedPushover } from "./read-pasted";
import { cancelRepeats, toRepeat } from "./repeats";

const criticalPriority = z.enum(["high", "emergency"]);
const configSchema = z.object({
  user_end: z.string().describe("The last letters of the user or group key."),
  critical_priority: criticalPriority
    .default("high")
    .describe("How outages and critical alerts come: high, or emergency, which repeats until acknowledged."),
});
const secretsSchema = z.object({ token: z.string(), user: z.string() });

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
    critical_priority: criticalPriority
      .optional()
      .describe(
        "How outages and critical alerts come: high (the default), or emergency, which repeats for an hour or until somebody acknowledges it.",
      ),
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
  render(told, { config, secrets: { token, user } }, installation) {
    const { title, text } = words(told, TEXT);
    const url = linkOf(told);
    const isEmergency = config.critical_priority === "emergency" && gistOf(told) === "critical";
    return [
      ...(config.critical_priority === "emergency" ? cancelRepeats({ told, token, installation }) : []),
      jsonRequest({
        url: `https://${HOST}/1/messages.json`,
        body: {
          token,
          user,
          title: clip(title, MAX_TITLE),
          message: text || title,
          priority: PRIORITY[gistOf(told)],
          ...(isEmergency && toRepeat({ told, installation })),
          ...(url !== null && url.length <= MAX_URL && { url, url_title: "Open LunaSentri" }),
        },
      }),
    ];
  },
  readAnswer: readPushoverAnswer,
};
