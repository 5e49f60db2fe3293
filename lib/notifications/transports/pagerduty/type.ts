import { z } from "zod";
import type { ChannelType } from "../../messages/channel-type";
import { endOf, keyText } from "../../messages/key-text";
import { readPagerDutyAnswer } from "./read-answer";
import { readPastedPagerDuty } from "./read-pasted";
import { TEXT, toEvent } from "./render";

const HOSTS = { us: "events.pagerduty.com", eu: "events.eu.pagerduty.com" } as const;
const region = z.enum(["us", "eu"]);

const configSchema = z.object({
  region: region.default("us").describe("Where the PagerDuty account is: us or eu."),
  key_end: z.string().describe("The last letters of the integration key."),
});
const secretsSchema = z.object({ routing_key: z.string() });

/** Incidents of a PagerDuty service, through its Events API v2. */
export const pagerduty: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "pagerduty",
  label: "PagerDuty",
  summary: "Incidents of a PagerDuty service, which end when machines are back",
  fields: {
    routing_key: keyText.describe("The integration key of an Events API v2 integration. Never shown again."),
    region: region.optional().describe("Where the PagerDuty account is: us (the default) or eu."),
  },
  config: configSchema,
  secrets: secretsSchema,
  readPasted: readPastedPagerDuty,
  showSecrets: ({ routing_key }) => ({ key_end: endOf(routing_key) }),
  masked: ({ region, key_end }) => `PagerDuty ${region === "eu" ? "(EU) " : ""}${key_end}`,
  destination: ({ region }) => HOSTS[region],
  paceKey: ({ region, key_end }) => `${HOSTS[region]} ${key_end}`,
  pace: "each",
  rates: () => [],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 0, timeoutMs: 10_000, maxAnswerBytes: 4_096 },
  render: (told, { config, secrets }, installation) =>
    told.messages.map((message) =>
      toEvent({
        message,
        told,
        host: HOSTS[config.region],
        routingKey: secrets.routing_key,
        installation,
      }),
    ),
  readAnswer: readPagerDutyAnswer,
};
