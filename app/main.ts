import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { env, tellNextAuth } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import { runProcess } from "@/lib/base/run-process";
import { database } from "@/lib/db/client";
import { DatabasePresence } from "@/lib/db/presence";
import { ensureInstanceSecret } from "@/lib/db/secrets/instance-secret";
import { whenAvailable } from "@/lib/db/when-available";
import { answerBuiltFile, readBuiltFiles } from "@/lib/http/built-files";
import { Door } from "@/lib/http/door/door";
import { refuse } from "@/lib/http/door/refuse";
import { answerAlive, createWebServer, listenOnSocket } from "@/lib/http/passage/web-server";
import { sealClearText } from "@/lib/notifications/channels/seal-clear-text-mutations";
import { stopPlaying } from "@/lib/overview/canary/played";
import { closeLiveStreams } from "@/lib/overview/live/close-live-streams";
import { ensureFirstAdmin } from "@/lib/people/auth/ensure-first-admin";
import { findSetupPath } from "@/lib/people/auth/find-setup-code";
import { receiveRequest } from "@/lib/people/auth/receive-request";
import { CallerRecogniser } from "@/lib/people/auth/recognise-caller";

const STOP_LIMIT_MS = 5_000;
const CLOSE_EVERY_MS = 50;
/** How soon a page tries again while the database is away. */
const AWAY_RETRY_S = 3;

/** On a busy host pages give way to agents and to whoever looks for silent machines. */
const NICENESS = 5;

runProcess("web", async () => {
  const log = logger("web");
  setPriority(NICENESS);
  const db = await database();
  const setupPath = await whenAvailable("web", async () => {
    const { sealKey } = await ensureInstanceSecret(db);
    await sealClearText({ database: db, sealKey });
    await ensureFirstAdmin();
    return findSetupPath(new Date());
  });

  tellNextAuth();
  const { hubUrl, mode, port, webSocket } = env();
  const isDevelopment = mode === "development";
  const server = createWebServer();
  const callers = new CallerRecogniser();
  const door = new Door((asked) => callers.recognise(asked));
  // Next listens for upgrades on the server that it is given, and drops every one that it does not know. Only
  // development needs an upgrade.
  const nextApp = next({ dev: isDevelopment, httpServer: isDevelopment ? server : createServer(), port });
  const [files] = await Promise.all([isDevelopment ? new Map() : readBuiltFiles(".next"), nextApp.prepare()]);
  const handleByNext = nextApp.getRequestHandler();

  const presence = new DatabasePresence(db);
  // In development a page is compiled when it is first asked for, and what waits behind it would be refused.
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Every page and nearly every call needs it, and Next could only say that something went wrong.
    const away = await presence.whyAway();
    if (away !== null) {
      const why = `The hub's database is not available: ${away}.`;
      refuse({ request, response, status: 503, retryAfterS: AWAY_RETRY_S, why });
    } else if (isDevelopment || (await door.admit(request, response))) await handleByNext(request, response);
  }

  server.on("request", (request, response) => {
    if (answerAlive(request, response) || answerBuiltFile({ files, request, response })) return;
    if (receiveRequest({ request, response, hubUrl, isDevelopment })) return;
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, "A request could not be answered");
      response.destroy();
    });
  });

  await listenOnSocket(server, webSocket);
  log.info("Web process is listening");
  // Not a line of the log: it is for the person at the terminal, as long as nobody has an account.
  if (setupPath !== null) {
    // With port 0 only the ingest process knows which it is.
    const ownUrl = port === 0 ? "" : `http://localhost:${port}`;
    process.stdout.write(`Create the first admin at ${hubUrl ?? ownUrl}${setupPath}\n`);
  }
  return {
    async stop() {
      await stopPlaying().catch((error: unknown) =>
        log.error({ err: error }, "An end-to-end test could not be ended; the worker will"),
      );
      // An open event stream would keep the server from closing.
      closeLiveStreams();
      const closed = new Promise((resolve) => server.close(resolve));
      // The ingest process keeps its connections: one is idle as soon as the last answer on it has left.
      const closing = setInterval(() => server.closeIdleConnections(), CLOSE_EVERY_MS);
      await Promise.race([closed, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
      clearInterval(closing);
      server.closeAllConnections();
      await db.close();
      log.info("Web process stopped");
    },
  };
});
