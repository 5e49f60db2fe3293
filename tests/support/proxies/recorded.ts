import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningProxy } from "./running-proxy";

/** What a client at the other side of the proxy sent. */
export type Arrived = { host: string; client: string };

/**
 * What other programs make of a request for the host: the headers that they add or replace, as they send them. Where two
 * stand in a row, both have written.
 */
export const RECORDED = {
  // reverse_proxy without options, from 2.5 on.
  caddy: ({ host, client }) => ({
    host,
    "x-forwarded-for": client,
    "x-forwarded-host": host,
    "x-forwarded-proto": "https",
    via: "1.1 Caddy",
  }),
  // reverse_proxy with header_up Host {upstream_hostport}.
  "caddy that changes Host": ({ host, client }) => ({
    host: "127.0.0.1:3000",
    "x-forwarded-for": client,
    "x-forwarded-host": host,
    "x-forwarded-proto": "https",
  }),
  traefik: ({ host, client }) => ({
    host,
    "x-forwarded-for": client,
    "x-forwarded-host": host,
    "x-forwarded-port": host.split(":")[1] ?? "443",
    "x-forwarded-proto": "https",
    "x-forwarded-server": "5c3a1f0e7d21",
    "x-real-ip": client,
  }),
  // A Traefik that trusts the one before it (forwardedHeaders.trustedIPs) keeps what it wrote.
  "two of traefik": ({ host, client }) => ({
    host,
    "x-forwarded-for": `${client}, 127.0.0.2`,
    "x-forwarded-host": host,
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
    "x-forwarded-server": "5c3a1f0e7d21",
    "x-real-ip": client,
  }),
  // ProxyPass without ProxyPreserveHost, twice: Apache appends.
  "two of apache": ({ host, client }) => ({
    host: "127.0.0.1:3000",
    "x-forwarded-for": `${client}, 127.0.0.2`,
    "x-forwarded-host": `${host}, ${host}`,
    "x-forwarded-server": "monitor.example.org, 127.0.0.2",
    "x-forwarded-proto": "https, http",
    connection: "Keep-Alive",
  }),
  // option forwardfor, http-request set-header X-Forwarded-Proto https.
  haproxy: ({ host, client }) => ({ host, "x-forwarded-for": client, "x-forwarded-proto": "https" }),
  cloudflared: ({ host, client }) => ({
    host,
    "x-forwarded-for": client,
    "x-forwarded-proto": "https",
    "cf-connecting-ip": client,
    "cf-visitor": '{"scheme":"https"}',
    "cdn-loop": "cloudflare; loops=1",
  }),
} satisfies Record<string, (arrived: Arrived) => IncomingHttpHeaders>;

/** Sends every request on with such headers, and every answer back as it comes. `client`: where requests seem to come from. */
export async function startRecorded({
  kind,
  hubPort,
  client,
}: {
  kind: keyof typeof RECORDED;
  hubPort: number;
  client: string;
}): Promise<RunningProxy> {
  const server = createServer((request, response) => {
    const { host = "", connection: _, ...rest } = request.headers;
    const headers = { ...rest, ...RECORDED[kind]({ host, client }) };
    const { method, url: path } = request;
    const onward = send({ host: "127.0.0.1", port: hubPort, method, path, headers, agent: false });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    isTls: false,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
