import { randomUUID } from "node:crypto";
import { z } from "zod";
import { send } from "@/lib/http/outbound";
import type { ChannelType } from "../../messages/channel-type";
import { endOf, keyText } from "../../messages/key-text";
import { serverUrl, shownServer } from "../../messages/server-url";
import { TEXT, TIMEOUT_MS } from "./constants";
import { toEditEvent, toEvent } from "./event";
import { readEditAnswer, readMatrixAnswer } from "./read-answer";
import { readPastedMatrix } from "./read-pasted";

const configSchema = z.object({
  server: z.string().describe("The address of the homeserver."),
  room: z.string().describe("The internal id of the room."),
  token_end: z.string().describe("The last letters of the access token."),
});
const secretsSchema = z.object({ token: z.string() });

const room = z
  .string("must be text")
  .trim()
  .max(255, "must have at most 255 characters")
  .regex(/^![\x21-\x7e]+$/, "must be the room's internal id, which begins with !");

/** A room of Matrix, in which an account of its own writes. */
export const matrix: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "matrix",
  label: "Matrix",
  summary: "A room on a Matrix homeserver",
  fields: {
    server: serverUrl.describe("Where the homeserver's client API is."),
    room: room.describe(
      "The room's internal id, such as !AbCd:example.org. The account must have joined it.",
    ),
    token: keyText.describe("An access token of an account of its own. Never shown again."),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "server",
  readPasted: readPastedMatrix,
  showSecrets: ({ token }) => ({ token_end: endOf(token) }),
  masked: ({ server, room }) => `${room} at ${shownServer(server)}`,
  destination: ({ server }) => new URL(server).origin,
  paceKey: ({ server, token_end }) => `${server} ${token_end}`,
  pace: "gathered",
  // Synapse lets an account send one message in five seconds, and ten at once.
  rates: () => [{ count: 1, windowMs: 5_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: TIMEOUT_MS, maxAnswerBytes: 4_096 },
  isKeyed: true,
  render: (told, at) => [toEvent(told, at)],
  readAnswer: readMatrixAnswer,
  async edit({ transports: { agent }, at, told, notAfterMs, receipt }) {
    const request = toEditEvent({ told, at, receipt, transaction: `edit_${randomUUID()}` });
    const answer = await send({ agent, ...request, timeoutMs: TIMEOUT_MS, notAfterMs });
    return answer.kind === "failed" ? "failed" : readEditAnswer(answer);
  },
};
