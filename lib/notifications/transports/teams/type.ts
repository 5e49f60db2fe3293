import { z } from "zod";
import type { ChannelType } from "../../messages/channel-type";
import { jsonRequest } from "../../messages/json-request";
import { type SecretUrl, secretUrlChannel } from "../../messages/secret-url";
import { webUrl } from "../../messages/web-url";
import { TEXT, toBody } from "./card";
import { readTeamsAnswer } from "./read-answer";
import { readPastedTeams } from "./read-pasted";

const shape = z.enum(["message", "card"]);
const configSchema = secretUrlChannel.config.extend({
  shape: shape
    .default("message")
    .describe("What its flow expects: a message with a card in it, or the card."),
});

/** A channel or chat in Microsoft Teams, through a flow of Workflows. */
export const teams: ChannelType<z.output<typeof configSchema>, SecretUrl> = {
  ...secretUrlChannel,
  type: "teams",
  label: "Microsoft Teams",
  summary: "A channel or chat in Microsoft Teams, through a flow of Workflows",
  fields: {
    // Flows have moved from one host to another before, so any will do.
    url: webUrl
      .refine((text) => new URL(text).protocol === "https:", "must be an address that begins with https://")
      .describe(
        "The URL of the flow's trigger “When a Teams webhook request is received”. Never shown again.",
      ),
    shape: shape
      .optional()
      .describe("What the flow expects: message (the default), as the flows of Teams do, or the bare card."),
  },
  config: configSchema,
  readPasted: readPastedTeams,
  pace: "gathered",
  // Far below what connectors allowed: 60 in half a minute, 100 an hour.
  rates: () => [{ count: 1, windowMs: 10_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 15_000, maxAnswerBytes: 4_096 },
  render: (told, { config, secrets }) => [
    jsonRequest({ url: secrets.url, body: toBody(told, config.shape) }),
  ],
  readAnswer: readTeamsAnswer,
};
