import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readAgentFile } from "@/lib/machines/agent/read-agent-file";
import { renderInstaller } from "@/lib/machines/agent/render";

type Report = Record<string, unknown> & { system_info?: Record<string, unknown> };

const LIMIT_MS = 30_000;

/** What an agent and its installer see of a hub: the files, enrolment and reports, which it keeps. */
export class InstallingHub {
  readonly reports: Report[] = [];
  /** Where every POST is redirected to, as by a proxy that wants another scheme. */
  redirectTo: string | null = null;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<InstallingHub> {
    const server = createServer();
    const hub = new InstallingHub(server);
    server.on("request", async (request, response) => {
      const { status, body, headers } = await hub.answer(request);
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves to the first report that has arrived since this call and fits. */
  async nextReport(fits: (report: Report) => boolean = () => true): Promise<Report> {
    const from = this.reports.length;
    const endsAtMs = performance.now() + LIMIT_MS;
    for (;;) {
      const found = this.reports.slice(from).find(fits);
      if (found !== undefined) return found;
      if (performance.now() > endsAtMs)
        throw new Error(`No such report of ${this.reports.length - from} since`);
      await sleep(50);
    }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(
    request: IncomingMessage,
  ): Promise<{ status: number; body: string; headers?: Record<string, string> }> {
    const body = await text(request);
    if (request.method === "POST" && this.redirectTo !== null) {
      return { status: 301, body: "", headers: { Location: `${this.redirectTo}${request.url}` } };
    }
    switch (request.url) {
      case "/install.sh":
        return { status: 200, body: await this.installer() };
      case "/agent.sh":
        return { status: 200, body: await readAgentFile("agent.sh") };
      case "/agent/enroll":
        return { status: 201, body: '{"api_key":"lsk_of_this_machine"}' };
      case "/agent/metrics":
        this.reports.push(JSON.parse(body) as Report);
        return { status: 202, body: "{}" };
      default:
        return { status: 404, body: "" };
    }
  }

  private async installer(): Promise<string> {
    const [template, unit] = await Promise.all([
      readAgentFile("install.sh"),
      readAgentFile("lunasentri-agent.service"),
    ]);
    return renderInstaller({ template, unit, hubUrl: this.url });
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
