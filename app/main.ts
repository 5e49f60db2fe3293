import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { env, trustHostHeader } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import { runProcess, StartError } from "@/lib/base/run-process";
import { database } from "@/lib/db/client";
import { DatabasePresence } from "@/lib/db/presence";
import { ensureInstanceSecret } from "@/lib/db/secrets/instance-secret";
import { whenAvailable } from "@/lib/db/when-available";
import { ingestServices } from "@/lib/detection/ingest/ingest-services";
import { ingestNode } from "@/lib/detection/ingest/node-adapter";
import { isIngestTarget } from "@/lib/detection/ingest/paths";
import { startPulse } from "@/lib/detection/ingest/pulse-loop";
import { signOffWeb } from "@/lib/heartbeat/mutations";
import { answerBuiltFile, readBuiltFiles } from "@/lib/http/built-files";
import { decideWay } from "@/lib/http/door/decide";
import { Door } from "@/lib/http/door/door";
import { refuse } from "@/lib/http/door/refuse";
import { dropSilentSockets, openFilesLimit, socketLimit } from "@/lib/http/door/sockets";
import { dropForgedHeaders } from "@/lib/http/forwarded";
import { noteScheme } from "@/lib/http/noticed-scheme";
import { sealClearText } from "@/lib/notifications/channels/seal-clear-text-mutations";
import { ownAddress } from "@/lib/overview/canary/own-address";
import { stopPlaying } from "@/lib/overview/canary/played";
import { closeLiveStreams } from "@/lib/overview/live/close-live-streams";
import { ensureFirstAdmin } from "@/lib/people/auth/ensure-first-admin";
import { CallerRecogniser } from "@/lib/people/auth/recognise-caller";
import { WANTED_PATH_HEADER } from "@/lib/people/auth/wanted-path";

// A request that takes longer than this to arrive only occupies a socket.
const TIMEOUTS = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 };
const STOP_LIMIT_MS = 5_000;
/** How soon a page tries again while the database is away. */
const AWAY_RETRY_S = 3;

runProcess("web", async () => {
  const log = logger("web");
  const db = await database();
  await whenAvailable("web", async () => {
    const { sealKey } = await ensureInstanceSecret(db);
    await sealClearText({ database: db, sealKey });
    await ensureFirstAdmin();
  });
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

  const presence = new DatabasePresence(db);
  async function answerOthers(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Every page and nearly every call needs it, and Next could only say that something went wrong.
    const away = decideWay(request.url ?? "") === "health" ? null : await presence.whyAway();
    if (away !== null) {
      const why = `The hub's database is not available: ${away}.`;
      refuse({ request, response, status: 503, retryAfterS: AWAY_RETRY_S, why });
    } else if (await door.admit(request, response)) await handleByNext(request, response);
  }

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
      : answerOthers(request, response);
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
      await stopPlaying().catch((error: unknown) =>
        log.error({ err: error }, "An end-to-end test could not be ended; the worker will"),
      );
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
