import { z } from "zod";
import type { ChannelType, Told } from "../../messages/channel-type";
import { gistOf, linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { keyText } from "../../messages/key-text";
import { serverUrl, shownServer } from "../../messages/server-url";
import { words } from "../../messages/words/words";
import { readHomeAssistantAnswer } from "./read-answer";
import { readPastedHomeAssistant } from "./read-pasted";

const configSchema = z.object({
  server: z.string().describe("The address of Home Assistant."),
  service: z.string().describe("Its notify action, without “notify.” before it."),
});
const secretsSchema = z.object({ token: z.string() });

// Phones show about this much of it.
const TEXT = { max: 2_000, unit: "utf16" } as const;

const service = z
  .string("must be text")
  .trim()
  .transform((text) => text.replace(/^notify\./, ""))
  .refine((text) => /^[a-z0-9_]{1,100}$/.test(text), "must look like mobile_app_pixel or notify");

/** The people whom Home Assistant notifies: phones with its app, and whatever else its notify actions reach. */
export const homeAssistant: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "home_assistant",
  label: "Home Assistant",
  summary: "Phones and everything else that a notify action of Home Assistant reaches",
  fields: {
    server: serverUrl.describe("Where Home Assistant is, with its port."),
    service: service.describe("Its notify action: mobile_app_pixel or notify.mobile_app_pixel."),
    token: keyText.describe("A long-lived access token. Never shown again."),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "server",
  readPasted: readPastedHomeAssistant,
  masked: ({ server, service }) => `notify.${service} at ${shownServer(server)}`,
  destination: ({ server }) => new URL(server).origin,
  paceKey: ({ server, service }) => `${server} ${service}`,
  pace: "gathered",
  rates: () => [],
  // An action may take ten seconds, and only then is answered.
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 5_000, timeoutMs: 15_000, maxAnswerBytes: 2_048 },
  render: (told, { config, secrets }) => [
    jsonRequest({
      url: `${config.server}/api/services/notify/${config.service}`,
      headers: { authorization: `Bearer ${secrets.token}` },
      body: toBody(told),
    }),
  ],
  readAnswer: readHomeAssistantAnswer,
};

function toBody(told: Told): object {
  const { title, text } = words(told, TEXT);
  const link = linkOf(told);
  return {
    title,
    message: text || title,
    data: {
      // iOS and Android each have a name of their own for what opens at a press, and for what is urgent.
      ...(link !== null && { url: link, clickAction: link }),
      ...(gistOf(told) === "critical" && {
        ttl: 0,
        priority: "high",
        push: { "interruption-level": "time-sensitive" },
      }),
    },
  };
}
