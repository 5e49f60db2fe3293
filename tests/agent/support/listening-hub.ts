import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type Answer = { status: number; headers?: Record<string, string>; body?: string };

type ReceivedReport = { atMs: number; target: string; body: Record<string, unknown> };

/** What a machine's reports arrive at: it keeps them and answers as it is told, at first as the hub does. */
export class ListeningHub {
  readonly received: ReceivedReport[] = [];
  answer: Answer = { status: 202 };
  private waiting: (() => void)[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ListeningHub> {
    const server = createServer();
    const hub = new ListeningHub(server);
    server.on("request", (request, response) => void hub.hear(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves once so many reports have arrived since the start. */
  async waitFor(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The longest time between two of the reports since the one with this index, in seconds. */
  longestGapS(from = 0): number {
    const times = this.received.slice(from).map(({ atMs }) => atMs);
    return Math.max(...times.slice(1).map((time, i) => time - (times[i] ?? time))) / 1000;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private async hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    this.received.push({ atMs: performance.now(), target: request.url ?? "", body });
    const { status, headers = {}, body: said = "" } = this.answer;
    response.writeHead(status, headers).end(said);
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
