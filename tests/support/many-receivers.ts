import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Any number of destinations behind one server: every address of 127.0.0.0/8 is this host. The first of them can be
 * made to accept requests and never answer.
 */
export class ManyReceivers {
  /** When each answered request came. */
  readonly answeredAtMs: number[] = [];
  private readonly addresses: string[];
  private hanging = new Set<string>();

  private constructor(
    private readonly server: Server,
    count: number,
  ) {
    this.addresses = Array.from(
      { length: count },
      (_, index) => `127.0.${1 + Math.floor(index / 200)}.${1 + (index % 200)}`,
    );
    server.on("request", (request, response) => {
      if (this.hanging.has(request.headers.host?.split(":")[0] ?? "")) return;
      this.answeredAtMs.push(performance.now());
      response.end();
    });
  }

  static async start(count: number): Promise<ManyReceivers> {
    const server = createServer().listen(0, "0.0.0.0");
    await once(server, "listening");
    return new ManyReceivers(server, count);
  }

  get urls(): string[] {
    const { port } = this.server.address() as AddressInfo;
    return this.addresses.map((address) => `http://${address}:${port}/`);
  }

  /** How many of them answer now. */
  get answering(): number {
    return this.addresses.length - this.hanging.size;
  }

  /** Makes this many of them hang from now on, and breaks the connections of those that did. */
  hang(count: number): void {
    this.hanging = new Set(this.addresses.slice(0, count));
    this.server.closeAllConnections();
  }

  forget(): void {
    this.answeredAtMs.length = 0;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}
