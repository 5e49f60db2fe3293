import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type FrontDoor, frontDoor } from "@/lib/ingest/front-door";
import { KeyLimiter } from "@/lib/ingest/key-limiter";
import { ingestNode } from "@/lib/ingest/node-adapter";
import { isIngestTarget } from "@/lib/ingest/paths";

/** The fast lane of the web process on a port of its own, on the database of the test's own hub. */
export class IngestServer {
  private constructor(
    private readonly server: Server,
    readonly door: FrontDoor,
  ) {}

  /** `perMinute`: reports that one key may send, if other than by default. */
  static async start({ perMinute }: { perMinute?: number } = {}): Promise<IngestServer> {
    const shared = await frontDoor();
    const door = perMinute === undefined ? shared : { ...shared, limiter: new KeyLimiter(perMinute) };
    const server = createServer((request, response) => {
      if (isIngestTarget(request.url ?? "")) void ingestNode({ door, request, response });
      else response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new IngestServer(server, door);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Sends one report, with no header that is not named but those of HTTP, and reads the whole answer. */
  async report({
    key,
    path = "/agent/metrics",
    headers = {},
    body = "{}",
  }: {
    key?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
  }): Promise<{ status: number; headers: IncomingMessage["headers"]; text: string }> {
    const outgoing = request(this.url, {
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

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
    await this.door.commit.idle();
  }
}
