import { z } from "zod";
import type { Button, ChannelType } from "../../messages/channel-type";
import { gistOf, linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { keyText } from "../../messages/key-text";
import { serverUrl, shownServer } from "../../messages/server-url";
import { words } from "../../messages/words/words";
import { readNtfyAnswer } from "./read-answer";
import { NTFY_SH, readPastedNtfy, splitTopic } from "./read-pasted";

const configSchema = z.object({
  server: z.string().describe("The address of the ntfy server."),
  topic_start: z.string().describe("The first letters of its topic."),
  has_token: z.boolean().describe("Messages are published with an access token."),
});
const topic = z
  .string("must not be empty")
  .trim()
  .regex(/^[-_A-Za-z0-9]{1,64}$/, "must have 1 to 64 letters, digits, - or _");
const secretsSchema = z.object({ topic, token: z.string().nullable().default(null) });

// Longer ones become attachments (https://docs.ntfy.sh/publish/#limitations).
const TEXT = { max: 3_900, unit: "bytes" } as const;
// From the highest, 5, to the lowest, 1 (https://docs.ntfy.sh/publish/#message-priority).
const PRIORITY = { critical: 4, warning: 3, recovery: 3, notice: 3 };

/** Push messages of ntfy.sh or of somebody's own ntfy server. Whoever knows a topic of an open server reads it, so it is sealed. */
export const ntfy: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "ntfy",
  label: "ntfy",
  summary: "Push messages through ntfy.sh or your own ntfy server",
  fields: {
    server: serverUrl
      .default(NTFY_SH)
      .describe("Default: https://ntfy.sh. An address with the topic in it is taken apart."),
    topic: topic
      .optional()
      .describe(
        "Needed unless it stands in the server's address. Never shown again: on an open server, whoever knows it reads the messages.",
      ),
    token: keyText
      .nullable()
      .optional()
      .describe("An access token, if the server asks for one. Never shown again."),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "server",
  readPasted: readPastedNtfy,
  tidyFields: takeTopic,
  showSecrets: ({ topic, token }) => ({ topic_start: startOf(topic), has_token: token !== null }),
  masked: ({ server, topic_start }) => `${shownServer(server)}/${topic_start}…`,
  destination: ({ server }) => new URL(server).origin,
  paceKey: ({ server }) => new URL(server).origin,
  pace: "gathered",
  // Sixty at once, then one every five seconds, for each address that publishes.
  rates: () => [{ count: 1, windowMs: 5_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 10_000, maxAnswerBytes: 4_096 },
  isKeyed: true,
  hasButton: true,
  render(told, { config, secrets }) {
    const { title, text } = words(told, TEXT);
    const click = linkOf(told);
    return [
      jsonRequest({
        url: `${config.server}/`,
        headers: secrets.token === null ? {} : { authorization: `Bearer ${secrets.token}` },
        body: {
          topic: secrets.topic,
          title,
          message: text || title,
          priority: PRIORITY[gistOf(told)],
          // A phone shows one of two with the same id (since ntfy 2.16); older servers take no notice of it.
          sequence_id: told.key,
          ...(click !== null && { click }),
          ...(told.button !== undefined && { actions: [acknowledgeAction(told.button)] }),
        },
      }),
    ];
  },
  readAnswer: readNtfyAnswer,
};

/**
 * Takes the topic out of an address that was pasted as the server of a new channel. An existing channel has its topic
 * already, so what follows its server is a path.
 */
function takeTopic(fields: Readonly<Record<string, unknown>>, { isNew }: { isNew: boolean }) {
  const { server, topic } = fields;
  if (!isNew || typeof server !== "string" || topic !== undefined) return fields;
  return { ...fields, ...splitTopic(server) };
}

/** Enough to recognise a topic, and too little to guess it. */
function startOf(topic: string): string {
  return topic.slice(0, Math.min(3, Math.floor(topic.length / 3)));
}

/** The app sends it by itself, and removes the notification if it was accepted (https://docs.ntfy.sh/publish/#send-http-request). */
function acknowledgeAction({ url, token }: Button) {
  return {
    action: "http",
    label: "Acknowledge",
    url,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
    clear: true,
  };
}
