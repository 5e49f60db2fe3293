import { z } from "zod";
import type { At, ChannelType, OutRequest, Told } from "../../messages/channel-type";
import { byStatus } from "../../messages/read-answer";
import { webUrlWithLogin } from "../../messages/web-url";
import { headers } from "./headers";
import { basicAuthorization, password, takeLogin, username } from "./login";
import { makeSecret } from "./make-secret";
import { readPastedWebhook } from "./read-pasted";
import { renderBody } from "./render";
import { refuseToTakeAlong, secret, type WebhookSecrets, webhookSecretsSchema } from "./secrets";
import { signWebhook } from "./sign";

const configSchema = z.object({
  origin: z.string().describe("The scheme, host and port of its address."),
  has_login: z.boolean().describe("Requests carry a user name and password (Basic authentication)."),
  header_names: z.array(z.string()).describe("The headers that are added to its requests."),
});
type WebhookConfig = z.output<typeof configSchema>;

// As versions before 1.1 wrote it.
const olderConfigSchema = z.object({ url: z.string() });

// The receiver says that it is gone permanently; everything else may be fixed there.
const GONE = 410;

export const webhook: ChannelType<WebhookConfig, WebhookSecrets> = {
  type: "webhook",
  label: "Webhook",
  summary: "Your own program: a signed POST with JSON for every event",
  fields: {
    url: webUrlWithLogin.describe("A user name and password in it are moved to their own fields."),
    secret: secret.optional().describe("16 to 128 bytes. If left out, the hub generates one."),
    username: username.nullable().optional().describe("For Basic authentication. Never shown again."),
    password: password.nullable().optional().describe("For Basic authentication. Never shown again."),
    headers: headers
      .nullable()
      .optional()
      .describe(
        "Headers to add to every request, by name. They replace those before; values are never shown again.",
      ),
  },
  config: configSchema,
  secrets: webhookSecretsSchema,
  urlField: "url",
  tidyFields: takeLogin,
  readPasted: readPastedWebhook,
  refuseChange: refuseToTakeAlong,
  showSecrets: toConfig,
  forAdmins: {
    shape: {
      url: z
        .string()
        .nullable()
        .describe("Its whole address, which only admins see: for many services it is the secret. Else null."),
    },
    show: ({ url }) => ({ url }),
  },
  makeSecrets: () => ({ secret: makeSecret() }),
  fromPlainSecret: (text) => ({ secret: text }),
  takeSecrets(config) {
    const secrets = olderConfigSchema.safeParse(config).data;
    return secrets === undefined ? null : { config: toConfig(secrets), secrets };
  },
  masked: ({ origin }) => origin,
  destination: ({ origin }) => origin,
  paceKey: ({ origin }) => origin,
  pace: "each",
  rates: () => [],
  limits: { text: null, ratesOfAll: [], gatherMs: 0, timeoutMs: 10_000, maxAnswerBytes: 2_048 },
  render: (told, at) => told.messages.map((message) => toRequest({ message, told, at })),
  readAnswer: (answer, nowMs) => byStatus({ answer, nowMs, channel: [GONE] }),
};

function toConfig(given: Pick<WebhookSecrets, "url"> & Partial<WebhookSecrets>): WebhookConfig {
  return {
    origin: new URL(given.url).origin,
    has_login: typeof given.username === "string",
    header_names: Object.keys(given.headers ?? {}),
  };
}

function toRequest({
  message,
  told: { key, now },
  at: { secrets, oldSecrets },
}: {
  message: Told["messages"][number];
  told: Told;
  at: At<WebhookConfig, WebhookSecrets>;
}): OutRequest {
  const { url, username, password, headers } = secrets;
  const body = renderBody({ message, key, now });
  const signature = signWebhook({
    id: key,
    timestampS: Math.floor(now.getTime() / 1000),
    body,
    secret: secrets.secret,
    oldSecret: oldSecrets?.secret ?? null,
  });
  return {
    method: "POST",
    url,
    headers: {
      ...headers,
      ...(username !== null && { authorization: basicAuthorization({ username, password }) }),
      "content-type": "application/json",
      ...signature,
    },
    body,
  };
}
