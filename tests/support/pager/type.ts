import { z } from "zod";
import { plainText } from "@/lib/base/text";
import type { ChannelType } from "@/lib/notifications/messages/channel-type";
import { linkOf } from "@/lib/notifications/messages/gist";
import { byStatus, failed, jsonBody } from "@/lib/notifications/messages/read-answer";
import { webUrl } from "@/lib/notifications/messages/web-url";
import { words } from "@/lib/notifications/messages/words/words";

const configSchema = z.object({ crew: z.string(), host: z.string(), hint: z.string() });
const secretsSchema = z.object({ url: z.string() });

const MAX_TEXT = { max: 1_024, unit: "bytes" } as const;

const refusalSchema = z.object({ error: z.enum(["no such crew", "line down"]) });

/** Whether the installation has what every pager needs; tests change it. */
export const line: { problem: string | null } = { problem: null };

/** A paging service that nobody has heard of: its address is its secret, and it answers in its own words. */
export const pager: ChannelType<z.output<typeof configSchema>, z.output<typeof secretsSchema>> = {
  type: "pager",
  label: "Pager",
  summary: "A crew's pagers",
  fields: { url: webUrl, crew: plainText({ min: 1, max: 40 }).describe("Who is paged.") },
  config: configSchema,
  secrets: secretsSchema,
  urlField: "url",
  showSecrets({ url }) {
    const { host, pathname } = new URL(url);
    return { host, hint: `…${pathname.slice(-4)}` };
  },
  masked: ({ crew, host, hint }) => `${crew} at ${host}/${hint}`,
  destination: ({ host }) => host,
  paceKey: ({ host, crew }) => `${host} ${crew}`,
  pace: "gathered",
  rates: () => [{ count: 2, windowMs: 1_000 }],
  limits: { text: MAX_TEXT, ratesOfAll: [], gatherMs: 5_000, timeoutMs: 20_000, maxAnswerBytes: 16_384 },
  instance: {
    findProblem: async () => line.problem,
    openGate: () => ({
      isOpen: async () => line.problem === null,
      async close(message) {
        line.problem = message;
      },
    }),
  },
  render(told, { config, secrets }) {
    const { title, text } = words(told, MAX_TEXT);
    const message = {
      method: "POST" as const,
      url: secrets.url,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: told.key, crew: config.crew, title, text, link: linkOf(told) }),
    };
    const isOver = told.messages.some(
      ({ kind, ...rest }) => "event" in rest && rest.event === "machine.online",
    );
    return isOver ? [{ ...message, body: JSON.stringify({ cancel: config.crew }) }, message] : [message];
  },
  readAnswer(answer, nowMs) {
    const { status } = answer;
    const refusal = refusalSchema.safeParse(jsonBody(answer)).data?.error;
    if (status === 202 && jsonBody(answer) === null)
      return failed({ httpStatus: status, message: "not in the pager's words", blame: "network" });
    if (refusal === "line down")
      return failed({ httpStatus: status, message: "The pager line is down.", blame: "instance" });
    return byStatus({ answer, nowMs, channel: refusal === undefined ? [] : [404], message: [413] });
  },
};
