import type { OutRequest, Told } from "../../messages/channel-type";
import { incidentKey, incidentsIn } from "../../messages/incident-key";
import { jsonRequest } from "../../messages/json-request";
import { HOST } from "./constants";

// At least 30 s, at most 10,800 s (https://pushover.net/api#priority).
const EMERGENCY = { priority: 2, retry: 60, expire: 3_600 };
/** All requests for one message share its time, and the message itself comes last. */
const MAX_CANCELLED = 5;

type About = { told: Told; installation: string };

/**
 * What makes a message repeat until somebody acknowledges it. One about a single incident carries its key, so that the end of
 * the incident ends the repeats; the end of one of several would hush the others.
 */
export function toRepeat({ told, installation }: About): object {
  const { open } = incidentsIn(told.messages);
  const [incidentId] = open;
  if (incidentId === undefined || open.length > 1) return EMERGENCY;
  return { ...EMERGENCY, tags: incidentKey({ installation, incidentId, isReal: true }) };
}

/** The requests that end the repeats of incidents that are over. */
export function cancelRepeats({ told, token, installation }: About & { token: string }): OutRequest[] {
  return incidentsIn(told.messages)
    .closed.slice(0, MAX_CANCELLED)
    .map((incidentId) => {
      const tag = incidentKey({ installation, incidentId, isReal: true });
      return jsonRequest({ url: `https://${HOST}/1/receipts/cancel_by_tag/${tag}.json`, body: { token } });
    });
}
