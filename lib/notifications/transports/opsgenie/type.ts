import { z } from "zod";
import type { ChannelType, OutRequest, Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { incidentStep } from "../../messages/incident-key";
import { jsonRequest } from "../../messages/json-request";
import { endOf, keyText } from "../../messages/key-text";
import type { Message } from "../../messages/message";
import { clip } from "../../messages/words/clip";
import { words } from "../../messages/words/words";
import { readOpsgenieAnswer } from "./read-answer";
import { readPastedOpsgenie } from "./read-pasted";

const APIS = {
  jsm: "https://api.atlassian.com/jsm/ops/integration",
  us: "https://api.opsgenie.com",
  eu: "https://api.eu.opsgenie.com",
} as const;
const api = z.enum(["jsm", "us", "eu"]);

const configSchema = z.object({
  api: api.default("jsm").describe("Jira Service Management (jsm), or Opsgenie in the US or the EU."),
  key_end: z.string().describe("The last letters of the API key."),
});
const secretsSchema = z.object({ key: z.string() });

const TEXT = { max: 4_000, unit: "characters" } as const;
const MAX_MESSAGE = 130;
const PRIORITY = { critical: "P1", warning: "P3", info: "P5" } as const;

/** Alerts of Jira Service Management, through the API that it has from Opsgenie, or of Opsgenie itself. */
export const opsgenie: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "opsgenie",
  label: "Jira Service Management (Opsgenie API)",
  summary: "Alerts of Jira Service Management or Opsgenie, which close when machines are back",
  fields: {
    key: keyText.describe("The API key of an integration of the type “API”. Never shown again."),
    api: api
      .optional()
      .describe("jsm (the default), or us or eu for Opsgenie itself, which ends in April 2027."),
  },
  config: configSchema,
  secrets: secretsSchema,
  readPasted: readPastedOpsgenie,
  showSecrets: ({ key }) => ({ key_end: endOf(key) }),
  masked: ({ api, key_end }) => `${new URL(APIS[api]).host} ${key_end}`,
  destination: ({ api }) => new URL(APIS[api]).host,
  paceKey: ({ api, key_end }) => `${api} ${key_end}`,
  pace: "each",
  rates: () => [],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 0, timeoutMs: 10_000, maxAnswerBytes: 4_096 },
  render: (told, { config, secrets }, installation) =>
    told.messages.map((message) =>
      toRequest({ message, told, base: APIS[config.api], key: secrets.key, installation }),
    ),
  readAnswer: readOpsgenieAnswer,
};

/** An alert is opened, and closed under the same alias; what neither begins nor ends anything is an alert of priority P5. */
function toRequest({
  message,
  told,
  base,
  key,
  installation,
}: {
  message: Message;
  told: Told;
  base: string;
  key: string;
  installation: string;
}): OutRequest {
  const alone = { ...told, messages: [message] };
  const { title, text } = words(alone, TEXT);
  const step = incidentStep(message, installation);
  const headers = { authorization: `GenieKey ${key}` };
  const link = linkOf(alone);
  const full = [title, text, link].filter(Boolean).join("\n");
  if (step?.kind === "closes")
    return jsonRequest({
      url: `${base}/v2/alerts/${step.key}/close?identifierType=alias`,
      headers,
      body: { note: full, source: "LunaSentri" },
    });
  return jsonRequest({
    url: `${base}/v2/alerts`,
    headers,
    body: {
      message: clip(title, MAX_MESSAGE),
      description: full,
      alias: step?.key ?? told.key,
      priority: PRIORITY[step?.severity ?? "info"],
      source: "LunaSentri",
    },
  });
}
