import { z } from "zod";
import { plainText } from "@/lib/base/text";
import type { At, ChannelType, OutRequest, Told } from "../../messages/channel-type";
import { byStatus } from "../../messages/read-answer";
import { webUrl } from "../../messages/web-url";
import { makeSecret } from "./make-secret";
import { renderBody } from "./render";
import { signWebhook } from "./sign";

// 22 characters are 16 bytes.
const WHSEC = /^whsec_[A-Za-z0-9+/]{22,}={0,2}$/;

// 16–128 bytes, as in the original; bytes, not characters.
const secret = plainText({ min: 1, max: 128 })
  .refine((text) => {
    const bytes = new TextEncoder().encode(text).length;
    return bytes >= 16 && bytes <= 128;
  }, "must have 16 to 128 bytes")
  // Its base64 is the key (sign.ts). Without any, the key would be short or empty, and anybody could sign.
  .refine(
    (text) => !text.startsWith("whsec_") || WHSEC.test(text),
    "must have base64 of 16 bytes or more after whsec_",
  );

const configSchema = z.object({ url: z.string() });
const secretsSchema = z.object({ secret: z.string() });

export type WebhookConfig = z.output<typeof configSchema>;
type WebhookSecrets = z.output<typeof secretsSchema>;

// The receiver says that it is gone permanently; everything else may be fixed there.
const GONE = 410;

export const webhook: ChannelType<WebhookConfig, WebhookSecrets> = {
  type: "webhook",
  label: "Webhook",
  summary: "Your own program: a signed POST with JSON for every event",
  fields: {
    url: webUrl,
    secret: secret.optional().describe("16 to 128 bytes. If left out, the hub generates one."),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "url",
  makeSecrets: () => ({ secret: makeSecret() }),
  fromPlainSecret: (text) => ({ secret: text }),
  masked: ({ url }) => url,
  destination: ({ url }) => new URL(url).origin,
  paceKey: ({ url }) => new URL(url).origin,
  pace: "each",
  rates: () => [],
  limits: { text: null, ratesOfAll: [], gatherMs: 0, timeoutMs: 10_000, maxAnswerBytes: 2_048 },
  render: (told, at) => told.messages.map((message) => toRequest({ message, told, at })),
  readAnswer: (answer, nowMs) => byStatus({ answer, nowMs, channel: [GONE] }),
};

function toRequest({
  message,
  told: { key, now },
  at: { config, secrets, oldSecrets },
}: {
  message: Told["messages"][number];
  told: Told;
  at: At<WebhookConfig, WebhookSecrets>;
}): OutRequest {
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
    url: config.url,
    headers: { "content-type": "application/json", ...signature },
    body,
  };
}
