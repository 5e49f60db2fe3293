import { z } from "zod";
import { nameText } from "@/lib/base/text";
import type { ChannelType, Told } from "../../messages/channel-type";
import { formRequest } from "../../messages/form-request";
import { linkOf } from "../../messages/gist";
import { keyText } from "../../messages/key-text";
import { serverUrl, shownServer } from "../../messages/server-url";
import { clip } from "../../messages/words/clip";
import { words } from "../../messages/words/words";
import { readZulipAnswer } from "./read-answer";
import { readPastedZulip } from "./read-pasted";

const configSchema = z.object({
  server: z.string().describe("The address of the Zulip server."),
  email: z.string().describe("The bot's e-mail address."),
  stream: z.string().describe("The channel in Zulip."),
});
const secretsSchema = z.object({ key: z.string() });

const TEXT = { max: 4_000, unit: "utf16" } as const;
const MAX_TOPIC = 60;

/** A channel on a Zulip server, in which a bot writes. */
export const zulip: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "zulip",
  label: "Zulip",
  summary: "A channel on a Zulip server, with a topic for each machine",
  fields: {
    server: serverUrl.describe("Where Zulip is."),
    email: z
      .string("must be text")
      .trim()
      .max(200, "must have at most 200 characters")
      .regex(/^[\x21-\x39\x3b-\x7e]+@[\x21-\x39\x3b-\x7e]+$/, "must be an e-mail address")
      .describe("The bot's e-mail address."),
    key: keyText.describe("The bot's API key. Never shown again."),
    stream: nameText({ min: 1, max: 60 }).describe("The name of the channel in Zulip."),
  },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "server",
  readPasted: readPastedZulip,
  masked: ({ server, stream }) => `#${stream} at ${shownServer(server)}`,
  destination: ({ server }) => new URL(server).origin,
  paceKey: ({ server, email }) => `${server} ${email}`,
  pace: "gathered",
  // 200 requests a minute for each user.
  rates: () => [{ count: 2, windowMs: 1_000 }],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 10_000, timeoutMs: 10_000, maxAnswerBytes: 4_096 },
  render: (told, { config, secrets }) => [
    formRequest({
      url: `${config.server}/api/v1/messages`,
      headers: {
        authorization: `Basic ${Buffer.from(`${config.email}:${secrets.key}`).toString("base64")}`,
      },
      fields: { type: "stream", to: config.stream, topic: topicOf(told), content: toContent(told) },
    }),
  ],
  readAnswer: readZulipAnswer,
};

/** One machine's messages stand together under its name. */
function topicOf({ messages }: Told): string {
  const names = messages.map((message) =>
    message.kind === "test" || message.kind === "notice" ? "" : message.facts.machine.name,
  );
  const [name = ""] = names;
  return (names.every((other) => other === name) && clip(name, MAX_TOPIC)) || "LunaSentri";
}

/** In a block of code nothing is markup and nobody is mentioned; its fence is longer than any that a name may contain. */
function toContent(told: Told): string {
  const { title, text } = words(told, TEXT);
  const plain = text === "" ? title : `${title}\n${text}`;
  const longest = Math.max(2, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text\n${plain}\n${fence}`, linkOf(told)].filter(Boolean).join("\n");
}
