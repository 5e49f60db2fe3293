import { z } from "zod";
import type { ChannelType } from "../../messages/channel-type";
import { gistOf, linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { endOf } from "../../messages/key-text";
import { serverUrl, shownServer } from "../../messages/server-url";
import { words } from "../../messages/words/words";
import { readAppriseAnswer } from "./read-answer";
import { readPastedApprise } from "./read-pasted";

const configSchema = z.object({
  server: z.string().describe("The address of the Apprise server."),
  key_end: z.string().describe("The last letters of its configuration key."),
});
const key = z
  .string("must be text")
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, "must have 1 to 128 letters, digits, - or _");
const secretsSchema = z.object({ key });

// Apprise cuts what a service of its own cannot take.
const TEXT = { max: 4_000, unit: "characters" } as const;
// Apprise gives them colours and icons of its own (https://github.com/caronc/apprise-api).
const TYPE = { critical: "failure", warning: "warning", recovery: "success", notice: "info" };

/** All services that somebody's own Apprise API knows, under the key of a configuration that is stored there. */
export const apprise: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "apprise",
  label: "Apprise",
  summary: "Any of the many services that your own Apprise API sends to",
  fields: {
    server: serverUrl.describe("Where the Apprise API is; it may stand behind a path."),
    key: key.describe("The key of a configuration that is stored there. Never shown again."),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "server",
  readPasted: readPastedApprise,
  showSecrets: ({ key }) => ({ key_end: endOf(key) }),
  masked: ({ server, key_end }) => `${shownServer(server)} · ${key_end}`,
  destination: ({ server }) => new URL(server).origin,
  paceKey: ({ server, key_end }) => `${server} ${key_end}`,
  pace: "gathered",
  rates: () => [{ count: 1, windowMs: 1_000 }],
  // It answers when all of its services have.
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 20_000, maxAnswerBytes: 8_192 },
  render(told, { config, secrets }) {
    const { title, text } = words(told, TEXT);
    const body = [text || title, linkOf(told)].filter(Boolean).join("\n");
    return [
      jsonRequest({
        url: `${config.server}/notify/${secrets.key}`,
        headers: { accept: "application/json" },
        body: { title, body, type: TYPE[gistOf(told)], format: "text" },
      }),
    ];
  },
  readAnswer: readAppriseAnswer,
};
