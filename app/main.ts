import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { env, trustHostHeader } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import { runProcess, StartError } from "@/lib/base/run-process";
import { database } from "@/lib/db/client";
import { ensureInstanceSecret } from "@/lib/db/secrets/instance-secret";
import { ingestServices } from "@/lib/detection/ingest/ingest-services";
import { ingestNode } from "@/lib/detection/ingest/node-adapter";
import { isIngestTarget } from "@/lib/detection/ingest/paths";
import { startPulse } from "@/lib/detection/ingest/pulse-loop";
import { signOffWeb } from "@/lib/heartbeat/mutations";
import { answerBuiltFile, readBuiltFiles } from "@/lib/http/built-files";
import { Door } from "@/lib/http/door/door";
import { dropSilentSockets, openFilesLimit, socketLimit } from "@/lib/http/door/sockets";
import { dropForgedHeaders } from "@/lib/http/forwarded";
import { noteScheme } from "@/lib/http/noticed-scheme";
import { sealClearText } from "@/lib/notifications/channels/seal-clear-text-mutations";
import { ownAddress } from "@/lib/overview/canary/own-address";
import { closeLiveStreams } from "@/lib/overview/live/close-live-streams";
import { ensureFirstAdmin } from "@/lib/people/auth/ensure-first-admin";
import { CallerRecogniser } from "@/lib/people/auth/recognise-caller";
import { WANTED_PATH_HEADER } from "@/lib/people/auth/wanted-path";

// A request that takes longer than this to arrive only occupies a socket.
const TIMEOUTS = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 };
const STOP_LIMIT_MS = 5_000;

runProcess("web", async () => {
  const log = logger("web");
  const db = await database();
  const { sealKey } = await ensureInstanceSecret(db);
  await sealClearText({ database: db, sealKey });
  await ensureFirstAdmin();
  const services = await ingestServices();

  trustHostHeader();
  const isDevelopment = env().mode === "development";
  const server = createServer(TIMEOUTS);
  dropSilentSockets(server, socketLimit(openFilesLimit()));
  const callers = new CallerRecogniser();
  const door = new Door((asked) => callers.recognise(asked), services.commit);
  const nextApp = next({ dev: isDevelopment, httpServer: server, port: env().port });
  const [files] = await Promise.all([isDevelopment ? new Map() : readBuiltFiles(".next"), nextApp.prepare()]);
  const handleByNext = nextApp.getRequestHandler();

  server.on("request", (request, response) => {
    noteScheme(request.headers);
    dropForgedHeaders({
      headers: request.headers,
      peer: request.socket.remoteAddress,
      trusted: env().trustedProxies,
    });
    if (answerBuiltFile({ files, request, response })) return;
    // Next does not tell a page which path was requested, and after signing in people should return to it.
    request.headers[WANTED_PATH_HEADER] = request.url;
    // Agents are answered before Next, which costs thirty times as much as their report and redirects "//agent/metrics".
    const answer = isIngestTarget(request.url ?? "")
      ? ingestNode({ services, request, response })
      : door.admit(request, response).then((isIn) => (isIn ? handleByNext(request, response) : undefined));
    answer.catch((error: unknown) => {
      log.error({ err: error }, "A request could not be answered");
      response.destroy();
    });
  });

  const port = await listen(server, { host: env().host, port: env().port });
  const host = loopback(env().host);
  ownAddress().url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const stopPulse = startPulse({ services, host, port });
  log.info({ port }, "Web process is listening");
  return {
    url: `http://localhost:${port}`,
    async stop() {
      stopPulse();
      // An open event stream would keep the server from closing.
      closeLiveStreams();
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.race([closed, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
      server.closeAllConnections();
      await services.commit.idle();
      await signOffWeb({ webId: services.commit.hearing.webId, nowMs: Date.now() });
      await db.close();
      log.info("Web process stopped");
    },
  };
});

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        reject(
          new StartError(
            `Port ${port} is in use by another program. Choose another one, for example: PORT=${port + 1} npm start`,
          ),
        );
      } else if (error.code === "EACCES") {
        reject(
          new StartError(
            `This user may not open port ${port}. Choose one above 1023, for example: PORT=3000 npm start`,
          ),
        );
      } else if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
        reject(
          new StartError(
            `HOST names ${host}, which is not an address of this machine. Leave HOST out to listen on every address.`,
          ),
        );
      } else reject(error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** The address under which this host reaches itself. */
function loopback(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}
