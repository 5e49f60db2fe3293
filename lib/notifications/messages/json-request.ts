import type { OutRequest } from "./channel-type";

/** A request whose body is JSON. */
export function jsonRequest({
  method = "POST",
  url,
  headers = {},
  body,
}: {
  method?: "POST" | "PUT" | "PATCH";
  url: string;
  headers?: Record<string, string>;
  body: unknown;
}): OutRequest {
  return {
    method,
    url,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}
