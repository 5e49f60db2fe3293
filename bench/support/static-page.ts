import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { MachineView } from "@/lib/machines/schema";

/** The same rows from bare Node: the cost of a page that does nothing else. */
export class StaticPage {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(machines: MachineView[]): Promise<StaticPage> {
    const page = render(machines);
    const server = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
      response.end(page);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new StaticPage(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}

function render(machines: MachineView[]): string {
  const rows = machines.map(({ id, name, hostname, status, last_seen, last_sample: sample }) => {
    const cells = [hostname, status, last_seen, sample?.cpu_pct, sample?.mem_used_pct, sample?.disk_used_pct];
    return `<tr><th><a href="/machines/${id}">${name}</a></th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  return `<!doctype html><title>Machines</title><main><h1>Machines</h1><table>${rows.join("\n")}</table></main>`;
}
