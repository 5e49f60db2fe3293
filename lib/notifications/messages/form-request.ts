import type { OutRequest } from "./channel-type";

/** A request whose body is a form. */
export function formRequest({
  url,
  headers = {},
  fields,
}: {
  url: string;
  headers?: Record<string, string>;
  fields: Readonly<Record<string, string>>;
}): OutRequest {
  return {
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams({ ...fields }).toString(),
  };
}
