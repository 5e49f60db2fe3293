import { z } from "zod";
import { partOf } from "@/lib/events/types";
import type { Answer, At, ChannelType, OutRequest, Told } from "../../messages/channel-type";
import type { Message } from "../../messages/message";
import { byStatus, failed } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";
import { basicAuthorization, password, takeLogin, username } from "../webhook/login";
import { refuseToTakeAlong, secret } from "../webhook/secrets";
import { signWebhook } from "../webhook/sign";
import { CONTENT_TYPES, FORMATS, fillBody, findWrongBody } from "./body";
import { readPastedTemplate } from "./read-pasted";
import {
  bodyTemplate,
  fillHeaders,
  type TemplateSecrets,
  templateHeaders,
  templateSecretsSchema,
  tokensIn,
} from "./secrets";
import { fillUrl, urlTemplate } from "./url";
import { TEXT, valuesOf } from "./values";

const METHODS = ["POST", "PUT", "PATCH", "GET"] as const;

const successStatuses = z
  .array(z.number().int().min(200, "must be from 200 to 399").max(399, "must be from 200 to 399"))
  .min(1)
  .max(20)
  .nullable();

const configSchema = z.object({
  origin: z.string().describe("The scheme, host and port of its address."),
  method: z.enum(METHODS).default("POST"),
  format: z.enum(FORMATS).default("json"),
  success_statuses: successStatuses
    .default(null)
    .describe("The statuses that say that a message has arrived. Null: every one from 200 to 299."),
  has_login: z.boolean().describe("Requests carry a user name and password (Basic authentication)."),
  header_names: z.array(z.string()).describe("The headers that are added to its requests."),
  is_signed: z.boolean().describe("Requests are signed as those of a webhook channel are."),
});
type TemplateConfig = z.output<typeof configSchema>;

// The receiver says that it is gone permanently; everything else may be fixed there.
const GONE = 410;

/** Any program with an HTTP API, in its own words: people write the request, and what is sent is filled in. */
export const template: ChannelType<TemplateConfig, TemplateSecrets> = {
  type: "template",
  label: "Templated webhook",
  summary: "Any HTTP API: a request that you write, for every event",
  fields: {
    url: urlTemplate.describe("May have placeholders in segments of its path and in values of its query."),
    method: z.enum(METHODS).optional().describe("Default: POST."),
    format: z
      .enum(FORMATS)
      .optional()
      .describe("What the bodies are: json, form (name=value on each line) or text. Default: json."),
    body: bodyTemplate
      .optional()
      .describe(
        "May have placeholders in its texts, such as {{machine.name}}. Null: no body, as GET has none.",
      ),
    body_recovery: bodyTemplate
      .optional()
      .describe("The body of what says that an incident is over. Null: the same as that of everything else."),
    headers: templateHeaders
      .nullable()
      .optional()
      .describe(
        "Headers to add to every request, by name. They replace those before; values may have placeholders, and are never shown again.",
      ),
    username: username.nullable().optional().describe("For Basic authentication. Never shown again."),
    password: password.nullable().optional().describe("For Basic authentication. Never shown again."),
    success_statuses: successStatuses
      .optional()
      .describe("The statuses that say that a message has arrived. Null: every one from 200 to 299."),
    secret: secret
      .nullable()
      .optional()
      .describe(
        "If given, requests are signed with it as those of a webhook channel are. Never shown again.",
      ),
  },
  config: configSchema,
  secrets: templateSecretsSchema,
  urlField: "url",
  readPasted: readPastedTemplate,
  tidyFields: takeLogin,
  findMistakes({ config: { method, format }, secrets }) {
    const bodies = (["body", "body_recovery"] as const).flatMap((field): [string, string][] => {
      const body = secrets[field];
      if (body === null) return [];
      const wrong =
        method === "GET" ? "must be empty, because a GET request has none" : findWrongBody(format, body);
      return wrong === null ? [] : [[field, wrong]];
    });
    return Object.fromEntries(bodies);
  },
  hiddenIn: tokensIn,
  refuseChange: refuseToTakeAlong,
  showSecrets: ({ url, username, headers, secret }) => ({
    origin: new URL(url).origin,
    has_login: username !== null,
    header_names: Object.keys(headers ?? {}),
    is_signed: secret !== null,
  }),
  forAdmins: {
    shape: {
      url: z.string().nullable().describe("Its whole address, which only admins see. Else null."),
      body: z.string().nullable().describe("The template of its body, which only admins see. Else null."),
      body_recovery: z.string().nullable().describe("That of recoveries, which only admins see. Else null."),
    },
    show: ({ url, body, body_recovery }) => ({ url, body, body_recovery }),
  },
  masked: ({ origin }) => origin,
  destination: ({ origin }) => origin,
  paceKey: ({ origin }) => origin,
  pace: "each",
  rates: () => [],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 0, timeoutMs: 10_000, maxAnswerBytes: 2_048 },
  render: (told, at, installation) =>
    told.messages.map((message) => toRequest({ message, told, at, installation })),
  readAnswer,
};

function toRequest({
  message,
  told,
  at: { config, secrets },
  installation,
}: {
  message: Message;
  told: Told;
  at: At<TemplateConfig, TemplateSecrets>;
  installation: string;
}): OutRequest {
  const { method, format } = config;
  const { username, password, secret } = secrets;
  const values = valuesOf({ message, told, installation });
  const written = isRecovery(message) ? (secrets.body_recovery ?? secrets.body) : secrets.body;
  const body = written === null ? undefined : fillBody(format, written, values);
  const timestampS = Math.floor(told.now.getTime() / 1_000);
  return {
    method,
    url: fillUrl(secrets.url, values),
    headers: {
      ...fillHeaders(secrets.headers, values),
      ...(username !== null && { authorization: basicAuthorization({ username, password }) }),
      ...(body !== undefined && { "content-type": CONTENT_TYPES[format] }),
      ...(secret !== null && signWebhook({ id: told.key, timestampS, body: body ?? "", secret })),
    },
    ...(body !== undefined && { body }),
  };
}

/** Also of what is simulated: a receiver that keeps a list closes what it has opened. */
function isRecovery(message: Message): boolean {
  if (message.kind === "test" || message.kind === "notice") return false;
  return message.recovery !== null || partOf(message.event) === "closes";
}

function readAnswer(answer: Answer, nowMs: number, { success_statuses }: TemplateConfig): SendResult {
  const { status: httpStatus } = answer;
  if (success_statuses?.includes(httpStatus))
    return { kind: "delivered", httpStatus, message: `HTTP ${httpStatus}`, receipt: null };
  if (success_statuses !== null && httpStatus < 300) {
    const message = `HTTP ${httpStatus}: not one of the statuses that count as success here`;
    return failed({ httpStatus, message, blame: "network" });
  }
  return byStatus({ answer, nowMs, channel: [GONE] });
}
