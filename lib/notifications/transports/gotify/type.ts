import { z } from "zod";
import type { ChannelType } from "../../messages/channel-type";
import { gistOf, linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { keyText } from "../../messages/key-text";
import { byStatus, failed, jsonBody } from "../../messages/read-answer";
import { serverUrl, shownServer } from "../../messages/server-url";
import { words } from "../../messages/words/words";
import { readPastedGotify } from "./read-pasted";

const configSchema = z.object({ server: z.string().describe("The address of the Gotify server.") });
const secretsSchema = z.object({ token: z.string() });

const TEXT = { max: 4_000, unit: "characters" } as const;
// 8 and more also vibrates, 4 to 7 makes a sound (https://gotify.net/docs/priority).
const PRIORITY = { critical: 8, warning: 6, recovery: 5, notice: 5 };

const errorSchema = z.object({ error: z.string(), errorCode: z.number(), errorDescription: z.string() });

/** Push messages of somebody's own Gotify server. */
export const gotify: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "gotify",
  label: "Gotify",
  summary: "Push messages through your own Gotify server",
  fields: {
    server: serverUrl.describe("Where the server is; it may stand behind a path."),
    token: keyText.describe("The token of an application in Gotify. Never shown again."),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "server",
  readPasted: readPastedGotify,
  masked: ({ server }) => shownServer(server),
  destination: ({ server }) => new URL(server).origin,
  paceKey: ({ server }) => server,
  pace: "gathered",
  rates: () => [],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 5_000, timeoutMs: 10_000, maxAnswerBytes: 8_192 },
  render(told, { config, secrets }) {
    const { title, text } = words(told, TEXT);
    const url = linkOf(told);
    return [
      jsonRequest({
        url: `${config.server}/message`,
        headers: { "x-gotify-key": secrets.token },
        body: {
          title,
          message: text || title,
          priority: PRIORITY[gistOf(told)],
          ...(url !== null && { extras: { "client::notification": { click: { url } } } }),
        },
      }),
    ];
  },
  readAnswer(answer, nowMs) {
    const said = errorSchema.safeParse(jsonBody(answer)).data;
    if (said === undefined || answer.status < 400) return byStatus({ answer, nowMs });
    const blame = { 400: "message", 401: "channel", 403: "channel" } as const;
    return failed({
      httpStatus: answer.status,
      message: `Gotify: ${said.errorDescription || said.error}`,
      blame: blame[answer.status as keyof typeof blame] ?? "network",
    });
  },
};
