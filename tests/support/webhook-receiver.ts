import { EventEmitter, once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

export type ReceivedWebhook = {
  path: string;
  headers: IncomingHttpHeaders;
  /** The exact bytes received, for checking signatures. */
  rawBody: Buffer;
  /** The body as JSON. */
  body: unknown;
  arrivedAtMs: number;
};

/** What the receiver does with a request. */
export type Answer =
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  /** Accepts the request and never answers. */
  | { kind: "hang" }
  /** Breaks the connection. */
  | { kind: "reset" }
  /** Answers 200 after a while. */
  | { kind: "slow"; afterMs: number }
  /** Answers 200 with a body that never ends. */
  | { kind: "endless" };

const OK: Answer = { kind: "status", status: 200 };

/** A webhook endpoint: a real HTTP server that remembers requests and answers as configured. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  private readonly arrivals = new EventEmitter();
  private readonly planned: Answer[] = [];
  private usual: Answer = OK;

  private constructor(private readonly server: Server) {
    server.on("request", async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const rawBody = Buffer.concat(chunks);
      this.received.push({
        path: request.url ?? "",
        headers: request.headers,
        rawBody,
        body: JSON.parse(rawBody.toString()) as unknown,
        arrivedAtMs: Date.now(),
      });
      this.arrivals.emit("arrival");
      await reply(response, this.planned.shift() ?? this.usual);
    });
  }

  static async start({ host = "127.0.0.1" } = {}): Promise<WebhookReceiver> {
    const server = createServer().listen(0, host);
    await once(server, "listening");
    return new WebhookReceiver(server);
  }

  get url(): string {
    const { address, port } = this.server.address() as AddressInfo;
    return `http://${address}:${port}/hook`;
  }

  /** The answer to every request without a planned one. */
  answer(answer: Answer): void {
    this.usual = answer;
  }

  /** The answers to the next requests, in order. */
  plan(...answers: Answer[]): void {
    this.planned.push(...answers);
  }

  /** The first request, past or future, for which the predicate holds. Throws after the limit. */
  async waitFor(
    predicate: (webhook: ReceivedWebhook) => boolean,
    limitMs = 30_000,
  ): Promise<ReceivedWebhook> {
    const limit = AbortSignal.timeout(limitMs);
    for (;;) {
      const found = this.received.find(predicate);
      if (found !== undefined) return found;
      await once(this.arrivals, "arrival", { signal: limit }).catch(() => {
        const seen = this.received.map(({ body }) => JSON.stringify(body)).join("\n");
        throw new Error(`No such webhook within ${limitMs} ms; ${this.received.length} came:\n${seen}`);
      });
    }
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}

async function reply(response: ServerResponse, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case "status":
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    case "hang":
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "slow":
      await sleep(answer.afterMs, undefined, { ref: false });
      response.writeHead(200).end();
      return;
    case "endless":
      response.writeHead(200);
      // Ends with the connection, whoever breaks it.
      pipeline(Readable.from(endless()), response, () => {});
  }
}

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(16_384, "x");
}
