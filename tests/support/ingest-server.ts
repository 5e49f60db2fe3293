import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type IngestServices, ingestServices } from "@/lib/detection/ingest/ingest-services";
import { KeyLimiter } from "@/lib/detection/ingest/key-limiter";
import { ingestNode } from "@/lib/detection/ingest/node-adapter";
import { isIngestTarget } from "@/lib/detection/ingest/paths";
import { type ReportAnswer, type SentReport, sendReport } from "./send-report";

/** The ingest process's way of answering on its own port, on the database of the test's own hub. */
export class IngestServer {
  private constructor(
    private readonly server: Server,
    readonly services: IngestServices,
  ) {}

  /** `perMinute`: how many reports one key may send, if not the default. */
  static async start({ perMinute }: { perMinute?: number } = {}): Promise<IngestServer> {
    const shared = await ingestServices();
    const services = perMinute === undefined ? shared : { ...shared, limiter: new KeyLimiter(perMinute) };
    const server = createServer((request, response) => {
      if (isIngestTarget(request.url ?? "")) void ingestNode({ services, request, response });
      else response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new IngestServer(server, services);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** See sendReport. */
  report(report: SentReport): Promise<ReportAnswer> {
    return sendReport(this.url, report);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
    await this.services.commit.idle();
  }
}
