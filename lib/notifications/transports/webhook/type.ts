import { z } from "zod";
import type { ChannelType } from "../../messages/channel-type";

const configSchema = z.object({ url: z.string() });

export type WebhookConfig = z.output<typeof configSchema>;

export const webhook: ChannelType<WebhookConfig> = {
  type: "webhook",
  label: "Webhook",
  parseConfig: (json) => configSchema.parse(json),
  masked: ({ url }) => url,
  destination: ({ url }) => new URL(url).origin,
  paceKey: ({ url }) => new URL(url).origin,
  pace: "each",
  rates: () => [],
  limits: { text: null, ratesOfAll: [], gatherMs: 0, timeoutMs: 10_000, maxAnswerBytes: 2_048 },
};
