import { z } from "zod";
import type { ChannelType, Told } from "../../messages/channel-type";
import { formRequest } from "../../messages/form-request";
import { keyText } from "../../messages/key-text";
import { endOfNumber, phoneNumber } from "../../messages/phone-number";
import { words } from "../../messages/words/words";
import { readTwilioAnswer } from "./read-answer";
import { readPastedTwilio } from "./read-pasted";

const configSchema = z.object({ to_end: z.string().describe("The last digits of the number that gets it.") });
const secretsSchema = z.object({
  account_sid: z.string(),
  token: z.string(),
  from: z.string(),
  to: z.string(),
});

const HOST = "api.twilio.com";
// What one SMS holds; a longer one costs as several.
const TEXT = { max: 160, unit: "utf16" } as const;
// By default a message may wait in Twilio's queue for ten hours, when nobody needs it any more.
const VALID_S = 3_600;
const SERVICE = /^MG[0-9a-f]{32}$/;

/** Text messages to a phone, through Twilio. */
export const twilio: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "twilio",
  label: "SMS (Twilio)",
  summary: "Text messages to a phone, through Twilio",
  fields: {
    account_sid: keyText
      .refine((text) => /^AC[0-9a-f]{32}$/.test(text), "must be AC and 32 digits or letters a to f")
      .describe("The account's SID. Never shown again."),
    token: keyText.describe("The account's auth token. Never shown again."),
    from: z
      .string("must be text")
      .trim()
      .pipe(z.union([z.string().regex(SERVICE), phoneNumber], "must be a phone number, or MG and 32 digits"))
      .describe("The number that sends, or the SID of a messaging service. Never shown again."),
    to: phoneNumber.describe("The number that gets it. Never shown again."),
  },
  config: configSchema,
  secrets: secretsSchema,
  readPasted: readPastedTwilio,
  showSecrets: ({ to }) => ({ to_end: endOfNumber(to) }),
  masked: ({ to_end }) => `SMS to ${to_end}`,
  destination: () => HOST,
  paceKey: ({ to_end }) => `${HOST} ${to_end}`,
  pace: "gathered",
  // Every message costs money.
  rates: () => [{ count: 1, windowMs: 60_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 60_000, timeoutMs: 10_000, maxAnswerBytes: 4_096 },
  render: (told, { secrets: { account_sid, token, from, to } }) => [
    formRequest({
      url: `https://${HOST}/2010-04-01/Accounts/${account_sid}/Messages.json`,
      headers: { authorization: `Basic ${Buffer.from(`${account_sid}:${token}`).toString("base64")}` },
      fields: {
        To: to,
        ...(SERVICE.test(from) ? { MessagingServiceSid: from } : { From: from }),
        Body: toText(told),
        ValidityPeriod: String(VALID_S),
      },
    }),
  ],
  readAnswer: readTwilioAnswer,
};

/** One picture in it would leave room for 70 characters instead of 160. */
function toText(told: Told): string {
  const { title, text } = words(told, TEXT);
  return `${title}\n${text}`.replace(/^\p{Extended_Pictographic}\ufe0f? ?/gmu, "").trim();
}
