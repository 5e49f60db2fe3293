// The hub's ingest on a bare HTTP server, without pages: what an ingest process costs.
import { createServer } from "node:http";
import { ingestServices } from "@/lib/detection/ingest/ingest-services";
import { ingestNode } from "@/lib/detection/ingest/node-adapter";
import { startPulse } from "@/lib/detection/ingest/pulse-loop";

const services = await ingestServices();
const server = createServer((request, response) => {
  void ingestNode({ services, request, response });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "string" || address === null) return;
  startPulse({ services, host: "127.0.0.1", port: address.port });
  process.send?.(address);
});
process.on("disconnect", () => process.exit());
