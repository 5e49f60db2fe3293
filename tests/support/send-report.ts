import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";

export type SentReport = {
  key?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

export type ReportAnswer = { status: number; headers: IncomingMessage["headers"]; text: string };

/** Sends one report to a server, with no headers but those named and HTTP's own, and reads the whole answer. */
export async function sendReport(
  url: string,
  { key, path = "/agent/metrics", headers = {}, body = "{}" }: SentReport,
): Promise<ReportAnswer> {
  const outgoing = request(url, {
    path,
    method: "POST",
    headers: {
      ...(key !== undefined && { "X-Api-Key": key }),
      "Content-Length": Buffer.byteLength(body),
      ...headers,
    },
  });
  outgoing.end(body);
  const [incoming]: IncomingMessage[] = await once(outgoing, "response");
  if (incoming === undefined) throw new Error("no answer came");
  let text = "";
  for await (const chunk of incoming) text += chunk;
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, text };
}
