import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, type Dispatcher } from "undici";
import type { ChannelType } from "@/lib/notifications/messages/channel-type";
import { AS_SENT } from "@/lib/notifications/messages/incident-status";
import { CHANNEL_TYPES } from "@/lib/notifications/transports/registry";
import { sealSecrets } from "@/lib/notifications/transports/secrets";
import { telegram } from "@/lib/notifications/transports/telegram/type";
import { exampleChannel, exampleOf } from "./example-of";
import type { Fleet } from "./fleet";
import { makeCertificate } from "./proxies/certificate";
import { machineMessage } from "./told-examples";

/** Names the origin that a request was for, where it comes without a proxy. */
const ORIGIN = "x-test-origin";
const TELEGRAM_URL = "https://api.telegram.test";

/** The types that send over HTTP. What sends in another way has tests of its own. */
export const HTTP_TYPES = CHANNEL_TYPES.filter((type) => "render" in type || type === telegram);

export type Taken = { type: string; body: string };

/** `accepts`: as each service does. */
export type Manner =
  | { kind: "accepts"; afterMs?: () => number }
  | { kind: "status"; status: number; headers?: Record<string, string> }
  | { kind: "reset" }
  /** 200, and then nothing more, or a byte now and then. */
  | { kind: "silent" | "drips" };

/**
 * Stands for all services that messages are sent to over HTTP, with one channel of each type. It takes what is addressed to
 * them through the proxy that it also is, or through its own agent.
 */
export class EveryService {
  /** Messages, in the order in which they came; not what a bot asks for. */
  readonly taken: Taken[] = [];
  manner: Manner = { kind: "accepts" };
  onTaken: (taken: Taken) => void = () => undefined;
  private readonly types = new Map<string, ChannelType>();

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => void this.take(request, response));
  }

  static async start(): Promise<EveryService> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const service = new EveryService(server);
    for (const type of HTTP_TYPES) {
      const origin = await originOf(type);
      if (service.types.has(origin)) throw new Error(`two examples are for ${origin}`);
      service.types.set(origin, type);
    }
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Adds a channel of each type; returns the types by channel. */
  async addChannels(fleet: Fleet, sealKey: Buffer): Promise<Map<number, ChannelType>> {
    const channels = new Map<number, ChannelType>();
    for (const type of HTTP_TYPES) {
      const { config, secrets } = await exampleChannel(type);
      const secret = sealSecrets(secrets, sealKey);
      const id = await fleet.addChannel({
        ...{ type: type.type, config: JSON.stringify(config) },
        ...(secret !== null && { secret }),
      });
      channels.set(id, type);
    }
    return channels;
  }

  /** An agent that brings everything here, whoever it is for. */
  agent(): Dispatcher {
    return new Agent().compose(
      (dispatch) => (options, handler) =>
        dispatch(
          {
            ...options,
            origin: this.url,
            headers: { ...(options.headers as object), [ORIGIN]: String(options.origin) },
          },
          handler,
        ),
    );
  }

  /**
   * Settings with which a process of the product reaches all services here: through a proxy, with a certificate for their
   * names. Its resolver knows none of them.
   */
  settings(folder: string): Record<string, string> {
    const [name = "", ...others] = [...this.types.keys()].map((origin) => new URL(origin).hostname);
    const { key, cert } = makeCertificate(folder, name, ...others);
    const secure = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) });
    secure.on("request", (request, response) => void this.take(request, response));
    this.server.on("connect", (_, socket) => {
      socket.on("error", () => undefined);
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n", () => secure.emit("connection", socket));
    });
    const resolver = `import dns from "node:dns"; const known = dns.lookup;
      dns.lookup = (name, options, callback) => name === "localhost" ? known(name, options, callback)
        : callback(Object.assign(new Error("not found"), { code: "ENOTFOUND" }));`;
    return {
      ...{ HTTPS_PROXY: this.url, HTTP_PROXY: this.url, NODE_EXTRA_CA_CERTS: path.resolve(cert) },
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(resolver)}`,
      ...{ TELEGRAM_API_URL: TELEGRAM_URL, TELEGRAM_BOT_TOKEN: `123456789:${"A".repeat(35)}` },
    };
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, url = "" } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const scheme = "encrypted" in request.socket ? "https" : "http";
    const origin = String(headers[ORIGIN] ?? new URL(url, `${scheme}://${headers.host}`).origin);
    const type = this.types.get(origin);
    if (type === undefined) {
      response.writeHead(404).end(`nothing is at ${origin}`);
      return;
    }
    if (type === telegram && !url.endsWith("/sendMessage")) {
      // Updates are waited for.
      await sleep(url.endsWith("/getUpdates") ? 1_000 : 0, undefined, { ref: false });
      const result = url.endsWith("/getMe") ? { id: 123_456_789, is_bot: true, username: "a_bot" } : [];
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: true, result }));
      return;
    }
    const taken = { type: type.type, body: Buffer.concat(chunks).toString() };
    this.taken.push(taken);
    this.onTaken(taken);
    await this.reply(type, response);
  }

  private async reply(type: ChannelType, response: ServerResponse): Promise<void> {
    const { manner } = this;
    if (manner.kind === "reset") response.socket?.resetAndDestroy();
    else if (manner.kind === "status") response.writeHead(manner.status, manner.headers).end();
    else if (manner.kind === "accepts") {
      await sleep(manner.afterMs?.() ?? 0, undefined, { ref: false });
      const { status, body } = await acceptedBy(type);
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    } else {
      response.writeHead(200).flushHeaders();
      if (manner.kind === "silent") return;
      const drip = setInterval(() => response.write("."), 50);
      response.on("close", () => clearInterval(drip));
    }
  }
}

/** Where a type sends its messages. */
async function originOf(type: ChannelType): Promise<string> {
  if (!("render" in type)) return TELEGRAM_URL;
  const common = { incidentStatuses: AS_SENT, key: "msg_1", hubUrl: null, now: new Date() };
  const at = { ...(await exampleChannel(type)), oldSecrets: null };
  const [request] = type.render({ ...common, messages: [machineMessage("machine.offline")] }, at, "abc");
  if (request === undefined) throw new Error(`${type.type} sends nothing`);
  return new URL(request.url).origin;
}

let messageId = 0;

async function acceptedBy(type: ChannelType): Promise<{ status: number; body: string }> {
  if (type === telegram) {
    messageId += 1;
    const result = { message_id: messageId, chat: { id: -1 }, date: 0 };
    return { status: 200, body: JSON.stringify({ ok: true, result }) };
  }
  return (await exampleOf(type.type)).accepted ?? { status: 200, body: "{}" };
}
