import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { env, tellNextAuth } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import { runProcess } from "@/lib/base/run-process";
import { database } from "@/lib/db/client";
import { DatabasePresence } from "@/lib/db/presence";
import { ensureInstanceSecret } from "@/lib/db/secrets/instance-secret";
import { whenAvailable } from "@/lib/db/when-available";
import { ingestServices } from "@/lib/detection/ingest/ingest-services";
import { ingestNode } from "@/lib/detection/ingest/node-adapter";
import { isIngestTarget } from "@/lib/detection/ingest/paths";
import { startPulse } from "@/lib/detection/ingest/pulse-loop";
import { signOffWeb } from "@/lib/heartbeat/mutations";
import { answerUnreadable } from "@/lib/http/answer-unreadable";
import { answerBuiltFile, readBuiltFiles } from "@/lib/http/built-files";
import { originForm } from "@/lib/http/decide-request";
import { decideWay } from "@/lib/http/door/decide";
import { Door } from "@/lib/http/door/door";
import { refuse } from "@/lib/http/door/refuse";
import { dropSilentSockets, openFilesLimit, socketLimit } from "@/lib/http/door/sockets";
import { settleForwarded } from "@/lib/http/forwarded";
import { listen } from "@/lib/http/listen";
import { noteScheme } from "@/lib/http/noticed-scheme";
import { sealClearText } from "@/lib/notifications/channels/seal-clear-text-mutations";
import { ownAddress } from "@/lib/overview/canary/own-address";
import { stopPlaying } from "@/lib/overview/canary/played";
import { closeLiveStreams } from "@/lib/overview/live/close-live-streams";
import { ensureFirstAdmin } from "@/lib/people/auth/ensure-first-admin";
import { findSetupPath } from "@/lib/people/auth/find-setup-code";
import { receiveRequest } from "@/lib/people/auth/receive-request";
import { CallerRecogniser } from "@/lib/people/auth/recognise-caller";

// A request that takes longer than this to arrive only occupies a socket.
const TIMEOUTS = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 };
const STOP_LIMIT_MS = 5_000;
/** How soon a page tries again while the database is away. */
const AWAY_RETRY_S = 3;

runProcess("web", async () => {
  const log = logger("web");
  const db = await database();
  const setupPath = await whenAvailable("web", async () => {
    const { sealKey } = await ensureInstanceSecret(db);
    await sealClearText({ database: db, sealKey });
    await ensureFirstAdmin();
    return findSetupPath(new Date());
  });
  const services = await ingestServices();

  tellNextAuth();
  const { hubUrl, mode, trustedProxies: trusted } = env();
  const isDevelopment = mode === "development";
  const server = createServer(TIMEOUTS);
  dropSilentSockets(server, socketLimit(openFilesLimit()));
  answerUnreadable(server);
  const callers = new CallerRecogniser();
  const door = new Door((asked) => callers.recognise(asked), services.commit);
  // Next listens for upgrades on the server that it is given, and drops every one that it does not know (h2c, which Java
  // and curl offer). Only development needs an upgrade; without a listener Node answers such a request like any other.
  const httpServer = isDevelopment ? server : createServer();
  const nextApp = next({ dev: isDevelopment, httpServer, port: env().port });
  const [files] = await Promise.all([isDevelopment ? new Map() : readBuiltFiles(".next"), nextApp.prepare()]);
  const handleByNext = nextApp.getRequestHandler();

  const presence = new DatabasePresence(db);
  // In development a page is compiled when it is first asked for, and what waits behind it would be refused.
  async function answerOthers(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Every page and nearly every call needs it, and Next could only say that something went wrong.
    const away = decideWay(request.url ?? "") === "health" ? null : await presence.whyAway();
    if (away !== null) {
      const why = `The hub's database is not available: ${away}.`;
      refuse({ request, response, status: 503, retryAfterS: AWAY_RETRY_S, why });
    } else if (isDevelopment || (await door.admit(request, response))) await handleByNext(request, response);
  }

  server.on("request", (request, response) => {
    noteScheme(request.headers);
    settleForwarded({ headers: request.headers, peer: request.socket.remoteAddress, trusted, hubUrl });
    request.url = originForm(request.url ?? "");
    if (answerBuiltFile({ files, request, response })) return;
    const isReport = isIngestTarget(request.url);
    if (!isReport && receiveRequest({ request, response, hubUrl, isDevelopment })) return;
    // Agents are answered before Next, which costs thirty times as much as their report and redirects "//agent/metrics".
    const answer = isReport ? ingestNode({ services, request, response }) : answerOthers(request, response);
    answer.catch((error: unknown) => {
      log.error({ err: error }, "A request could not be answered");
      response.destroy();
    });
  });

  const { port, ownHost } = await listen(server, { host: env().host, port: env().port });
  ownAddress().url = `http://${ownHost.includes(":") ? `[${ownHost}]` : ownHost}:${port}`;
  const stopPulse = startPulse({ services, host: ownHost, port });
  log.info({ port }, "Web process is listening");
  const url = `http://localhost:${port}`;
  // Not a line of the log: it is for the person at the terminal, as long as nobody has an account.
  if (setupPath !== null) process.stdout.write(`Create the first admin at ${hubUrl ?? url}${setupPath}\n`);
  return {
    url,
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
