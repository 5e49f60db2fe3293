import { request } from "node:http";
import type { Ask } from "./bypasses";

export type Answered = { status: number; location: string | null; text: string };

/** Sends a request with its path exactly as it is (fetch would normalise it), and reads the answer, of a stream its beginning. */
export function sendRaw({ url, ask, body }: { url: string; ask: Ask; body?: object }): Promise<Answered> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        // From many addresses: one alone would soon have asked as often as the hub allows strangers.
        localAddress: `127.0.0.${2 + Math.floor(Math.random() * 200)}`,
        method: ask.method,
        // Its own connection: the server may be closing a kept one at this very moment.
        agent: false,
        path: ask.path,
        headers: {
          host,
          ...ask.headers,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
      },
      (response) => {
        let text = "";
        const done = () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null, text });
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
          if (!response.headers["content-type"]?.startsWith("text/event-stream")) return;
          done();
          response.destroy();
        });
        response.on("end", done).on("error", done);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
