import type { ServerResponse } from "node:http";
import type { Refusal } from "./decide-request";
import { endWithAnswer } from "./unread-body";

const CODES: Record<Refusal["status"], string> = {
  400: "invalid",
  403: "forbidden",
  404: "not_found",
  405: "invalid",
};

/** Answers a request that is refused, in one sentence: to a program in the API's form, to a person as text. */
export function refuse(response: ServerResponse, { status, message, allow }: Refusal, isApi: boolean): void {
  const body = isApi ? JSON.stringify({ error: { code: CODES[status], message } }) : `${message}\n`;
  answer(response, status, {
    "content-type": isApi ? "application/json" : "text/plain; charset=utf-8",
    body,
    ...(allow !== undefined && { allow }),
  });
}

/** Sends to another path of ours, in a few bytes. */
export function redirect(response: ServerResponse, location: string): void {
  answer(response, 307, { location, body: "" });
}

function answer(
  response: ServerResponse,
  status: number,
  { body, ...headers }: Record<string, string> & { body: string },
): void {
  endWithAnswer(response);
  response.writeHead(status, {
    "cache-control": "no-store",
    ...headers,
    "content-length": Buffer.byteLength(body),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
