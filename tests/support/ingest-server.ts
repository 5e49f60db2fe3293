import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type FrontDoor, frontDoor } from "@/lib/ingest/front-door";
import { ingestNode } from "@/lib/ingest/node-adapter";
import { isIngestTarget } from "@/lib/ingest/paths";

/** The fast lane of the web process on a port of its own, on the database of the test's own hub. */
export class IngestServer {
  private constructor(
    private readonly server: Server,
    readonly door: FrontDoor,
  ) {}

  static async start(): Promise<IngestServer> {
    const door = await frontDoor();
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

  /** Sends one report and reads the whole answer. */
  async report({
    key,
    path = "/agent/metrics",
    headers = {},
    body = "{}",
  }: {
    key?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string | Uint8Array<ArrayBuffer>;
  }): Promise<{ status: number; retryAfter: string | null; text: string }> {
    const response = await fetch(this.url + path, {
      method: "POST",
      headers: { ...(key !== undefined && { "x-api-key": key }), ...headers },
      body,
      redirect: "manual",
    });
    return {
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
      text: await response.text(),
    };
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
    await this.door.commit.idle();
  }
}
