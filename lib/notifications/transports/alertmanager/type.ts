import { z } from "zod";
import type { ChannelType, OutRequest, Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { incidentStep } from "../../messages/incident-key";
import { jsonRequest } from "../../messages/json-request";
import type { Message } from "../../messages/message";
import { byStatus, jsonBody } from "../../messages/read-answer";
import { serverUrl, shownServer } from "../../messages/server-url";
import { clip } from "../../messages/words/clip";
import { words } from "../../messages/words/words";

const configSchema = z.object({ server: z.string().describe("The address of the Alertmanager.") });

const TEXT = { max: 4_000, unit: "characters" } as const;
const MINUTE_MS = 60_000;
/** An alert must say when it ends unless it is sent again. Nobody sends it again, and an outage may be long. */
const OPEN_MS = 30 * 1_440 * MINUTE_MS;
/** What has no end of its own is shown for so long. */
const NOTICE_MS = 5 * MINUTE_MS;

/** Alerts in an Alertmanager, whose own routes decide who is notified. */
export const alertmanager: ChannelType<z.output<typeof configSchema>> = {
  type: "alertmanager",
  label: "Alertmanager",
  summary: "Alerts in your own Prometheus Alertmanager, which resolve when machines are back",
  fields: { server: serverUrl.describe("Where the Alertmanager is; it may stand behind a path.") },
  config: configSchema,
  secrets: z.object({}),
  urlField: "server",
  masked: ({ server }) => shownServer(server),
  destination: ({ server }) => new URL(server).origin,
  paceKey: ({ server }) => server,
  pace: "each",
  rates: () => [],
  limits: { text: TEXT, ratesOfAll: [], gatherMs: 0, timeoutMs: 10_000, maxAnswerBytes: 2_048 },
  render: (told, { config }, installation) =>
    told.messages.map((message) => toRequest({ message, told, server: config.server, installation })),
  // Its words are JSON; those of a proxy before it are not.
  readAnswer: (answer, nowMs) => byStatus({ answer, nowMs, message: jsonBody(answer) === null ? [] : [400] }),
};

/** Its labels make an alert what it is, so they hold only what stays the same from its beginning to its end. */
function toRequest({
  message,
  told,
  server,
  installation,
}: {
  message: Message;
  told: Told;
  server: string;
  installation: string;
}): OutRequest {
  const alone = { ...told, messages: [message] };
  const { title, text } = words(alone, TEXT);
  const step = incidentStep(message, installation);
  const nowMs = told.now.getTime();
  const lastsMs = step === null ? NOTICE_MS : step.kind === "opens" ? OPEN_MS : 0;
  const link = linkOf(alone);
  return jsonRequest({
    url: `${server}/api/v2/alerts`,
    body: [
      {
        labels: {
          alertname: NAMES[message.kind],
          severity: step?.severity ?? "info",
          incident: step?.key ?? told.key,
          source: "lunasentri",
        },
        annotations: {
          summary: title,
          description: text,
          ...("facts" in message &&
            "incident" in message.facts && { machine: clip(message.facts.machine.name, 300) }),
        },
        endsAt: new Date(nowMs + lastsMs).toISOString(),
        ...(link !== null && { generatorURL: link }),
      },
    ],
  });
}

const NAMES: Record<Message["kind"], string> = {
  machine: "MachineOffline",
  alert: "MetricAlert",
  notice: "HubNotice",
  test: "Test",
};
