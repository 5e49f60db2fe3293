import type { At, OutRequest, Told } from "../../messages/channel-type";
import { linkOf } from "../../messages/gist";
import { jsonRequest } from "../../messages/json-request";
import { words } from "../../messages/words/words";
import { TEXT } from "./constants";

export type MatrixAt = At<{ server: string; room: string }, { token: string }>;

/** The request that sends a message. Its key is its transaction: the server sends what has the same one only once. */
export function toEvent(told: Told, at: MatrixAt): OutRequest {
  return putEvent({ at, transaction: told.key, content: contentOf(told) });
}

/** The request that changes a message; each change is a transaction of its own, for a text may come back. */
export function toEditEvent({
  told,
  at,
  receipt,
  transaction,
}: {
  told: Told;
  at: MatrixAt;
  receipt: string;
  transaction: string;
}): OutRequest {
  const content = contentOf(told);
  return putEvent({
    at,
    transaction,
    content: {
      ...content,
      body: `* ${content.body}`,
      "m.new_content": content,
      "m.relates_to": { rel_type: "m.replace", event_id: receipt },
    },
  });
}

function putEvent({
  at: { config, secrets },
  transaction,
  content,
}: {
  at: MatrixAt;
  transaction: string;
  content: object;
}): OutRequest {
  const room = encodeURIComponent(config.room);
  return jsonRequest({
    method: "PUT",
    url: `${config.server}/_matrix/client/v3/rooms/${room}/send/m.room.message/${encodeURIComponent(transaction)}`,
    headers: { authorization: `Bearer ${secrets.token}` },
    body: content,
  });
}

/** Plain text: without `formatted_body` nothing in it is markup, and with empty `m.mentions` it mentions nobody. */
function contentOf(told: Told) {
  const { title, text } = words(told, TEXT);
  const body = [title, text, linkOf(told)].filter(Boolean).join("\n");
  return { msgtype: "m.text", body, "m.mentions": {} };
}
