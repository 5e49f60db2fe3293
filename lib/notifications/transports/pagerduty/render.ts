import type { OutRequest, TextLimit, Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { incidentStep } from "../../messages/incident-key";
import { jsonRequest } from "../../messages/json-request";
import type { Message } from "../../messages/message";
import { clip } from "../../messages/words/clip";
import { words } from "../../messages/words/words";

// Of a summary; what there is to say beside it is a detail (https://developer.pagerduty.com/docs/events-api-v2/trigger-events/).
export const TEXT: TextLimit = { max: 1_024, unit: "characters" };

type Event = { message: Message; told: Told; host: string; routingKey: string; installation: string };

/**
 * One event. An incident is triggered, and resolved under the same key; what neither begins nor ends anything is a change
 * event, which PagerDuty shows and notifies nobody of.
 */
export function toEvent({ message, told, host, routingKey, installation }: Event): OutRequest {
  const alone = { ...told, messages: [message] };
  const { title, text } = words(alone, TEXT);
  const link = linkOf(alone);
  const step = incidentStep(message, installation);
  const payload = {
    summary: title,
    source: sourceOf(message),
    ...(text !== "" && { custom_details: { message: text } }),
  };
  const common = {
    routing_key: routingKey,
    ...(link !== null && { links: [{ href: link, text: "Open LunaSentri" }] }),
  };
  if (step === null)
    return jsonRequest({ url: `https://${host}/v2/change/enqueue`, body: { ...common, payload } });
  return jsonRequest({
    url: `https://${host}/v2/enqueue`,
    body: {
      ...common,
      event_action: step.kind === "opens" ? "trigger" : "resolve",
      dedup_key: step.key,
      client: "LunaSentri",
      ...(link !== null && { client_url: link }),
      payload: { ...payload, severity: step.severity, class: classOf(message) },
    },
  });
}

function sourceOf(message: Message): string {
  if (message.kind === "test" || message.kind === "notice") return "LunaSentri";
  const { hostname, name } = message.facts.machine;
  return clip(hostname || name, 250) || "LunaSentri";
}

/** What kind of trouble it is, by which PagerDuty's rules can tell incidents. */
function classOf(message: Message): string {
  if (message.kind === "test" || message.kind === "notice") return "hub";
  return message.kind === "machine" ? "offline" : clip(message.facts.firing.metric, 250);
}
