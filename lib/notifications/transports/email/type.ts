import type { ChannelType } from "../../messages/channel-type";
import { TEXT } from "./compose";
import {
  configSchema,
  type EmailConfig,
  type EmailSecrets,
  findMistakes,
  fromSchema,
  passwordSchema,
  secretsSchema,
  serverKey,
  serverSchema,
  toSchema,
  userSchema,
} from "./config";
import { maskedTo } from "./masked";
import { refuseChange } from "./refuse-change";
import { sendEmail, TIMEOUT_MS } from "./send";

/** E-mail to a few people, through the installation's server or one of the channel's own. */
export const email: ChannelType<EmailConfig, EmailSecrets> = {
  type: "email",
  label: "E-mail",
  summary: "E-mail to up to twenty addresses, through your own mail server",
  fields: {
    to: toSchema.describe("Who gets the mail: one to twenty addresses."),
    server: serverSchema
      .nullable()
      .optional()
      .describe("smtp://host:port or smtps://host:port. Without it, the installation's server sends."),
    user: userSchema
      .nullable()
      .optional()
      .describe("The login of that server. Needs an encrypted connection."),
    password: passwordSchema.nullable().optional().describe("Its password. Never shown again."),
    from: fromSchema.nullable().optional().describe("Who the mail is from. Default: the user."),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "server",
  showSecrets: ({ password }) => ({ has_password: password !== null }),
  refuseChange,
  findMistakes,
  masked: ({ to }) => maskedTo(to),
  destination: serverKey,
  paceKey: serverKey,
  pace: "gathered",
  rates: () => [{ count: 1, windowMs: 1_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: TIMEOUT_MS, maxAnswerBytes: 16_384 },
  // Every attempt at a message has the same Message-ID.
  isKeyed: true,
  send: sendEmail,
};
