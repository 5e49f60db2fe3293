import { z } from "zod";
import type { ChannelType } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { endOfNumber, phoneNumber } from "../../messages/phone-number";
import { serverUrl, shownServer } from "../../messages/server-url";
import { words } from "../../messages/words/words";
import { readSignalAnswer } from "./read-answer";
import { readPastedSignal } from "./read-pasted";

const configSchema = z.object({
  server: z.string().describe("The address of signal-cli-rest-api."),
  number_end: z.string().describe("The last digits of the number that sends."),
  recipient_count: z.number().int().describe("How many people and groups get its messages."),
});
const secretsSchema = z.object({ number: z.string(), recipients: z.array(z.string()) });

const TEXT = { max: 2_000, unit: "utf16" } as const;

const recipients = z
  .array(
    z
      .string("must be text")
      .trim()
      .min(1, "must not be empty")
      .max(200, "must have at most 200 characters")
      .regex(/^[\x21-\x7e]*$/, "must be a number, a group's id or a user name, without blanks"),
    "must be a list",
  )
  .min(1, "must not be empty")
  .max(20, "must have at most 20 entries");

/** People and groups on Signal, through a signal-cli-rest-api of one's own. */
export const signal: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "signal",
  label: "Signal",
  summary: "People and groups on Signal, through your own signal-cli-rest-api",
  fields: {
    server: serverUrl.describe("Where signal-cli-rest-api is."),
    number: phoneNumber.describe("The number that is registered there. Never shown again."),
    recipients: recipients.describe(
      "Phone numbers, ids of groups (group.…) and user names; at most 20. Never shown again.",
    ),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "server",
  readPasted: readPastedSignal,
  showSecrets: ({ number, recipients }) => ({
    number_end: endOfNumber(number),
    recipient_count: recipients.length,
  }),
  masked: ({ server, number_end, recipient_count: count }) =>
    `${number_end} to ${count} ${count === 1 ? "recipient" : "recipients"} via ${shownServer(server)}`,
  destination: ({ server }) => new URL(server).origin,
  paceKey: ({ server, number_end }) => `${server} ${number_end}`,
  pace: "gathered",
  rates: () => [{ count: 1, windowMs: 3_000 }],
  // In its normal mode every message starts a program of its own there.
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 20_000, maxAnswerBytes: 4_096 },
  render(told, { config, secrets }) {
    const { title, text } = words(told, TEXT);
    const message = [title, text, linkOf(told)].filter(Boolean).join("\n");
    return [
      jsonRequest({
        url: `${config.server}/v2/send`,
        body: { number: secrets.number, recipients: secrets.recipients, message, text_mode: "normal" },
      }),
    ];
  },
  readAnswer: readSignalAnswer,
};
