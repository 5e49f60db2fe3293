import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import { runProcess } from "@/lib/base/run-process";
import { database } from "@/lib/db/client";
import { ingestServices } from "@/lib/detection/ingest/ingest-services";
import { ingestNode } from "@/lib/detection/ingest/node-adapter";
import { isIngestTarget } from "@/lib/detection/ingest/paths";
import { startPulse } from "@/lib/detection/ingest/pulse-loop";
import { signOffWeb } from "@/lib/heartbeat/mutations";
import { answerByRoute, type Handlers } from "@/lib/http/answer-by-route";
import { clientNetwork, settledAddress } from "@/lib/http/client-address";
import { originForm } from "@/lib/http/decide-request";
import { createFrontServer } from "@/lib/http/door/front-server";
import { RequestCount } from "@/lib/http/door/request-count";
import { openFilesLimit, socketLimits } from "@/lib/http/door/sockets";
import { settleForwarded } from "@/lib/http/forwarded";
import { listen } from "@/lib/http/listen";
import { noteScheme } from "@/lib/http/noticed-scheme";
import { Passage } from "@/lib/http/passage/passage";
import { socketAddress } from "@/lib/http/passage/web-server";
import { securityHeaders } from "@/lib/http/security-headers";
import { agentScriptRoute, installScriptRoute } from "@/lib/machines/agent/script-routes";
import { enrollRoute } from "@/lib/machines/enrollment/enroll-route";
import { healthRoute } from "@/lib/overview/health/health-route";
import { RecentHealth } from "@/lib/overview/health/recent-health";

const STOP_LIMIT_MS = 5_000;
// Of the scripts, enrolment and health, for one address; reports are counted by key.
const REQUESTS_PER_MINUTE = 600;

runProcess("ingest", async () => {
  const log = logger("ingest");
  const { hubUrl, trustedProxies: trusted, webSocket, mode } = env();
  const db = await database();
  const services = await ingestServices();
  const limits = socketLimits(openFilesLimit());
  const passage = new Passage(socketAddress(webSocket), limits.passage);
  const health = new RecentHealth(() => passage.isUp());
  const count = new RequestCount(
    "requests for scripts, enrolment and health of one address",
    REQUESTS_PER_MINUTE,
  );

  const routes: Record<string, Handlers> = {
    "/agent.sh": { GET: agentScriptRoute },
    "/install.sh": { GET: installScriptRoute },
    "/agent/enroll": { POST: enrollRoute },
    "/api/agent/enroll": { POST: enrollRoute },
    "/api/health": { GET: healthRoute(() => health.get()) },
  };

  async function answerHere(handlers: Handlers, request: IncomingMessage, response: ServerResponse) {
    const isEncrypted = request.headers["x-forwarded-proto"] === "https";
    const safe = securityHeaders({ policy: "default-src 'none'", path: request.url ?? "", isEncrypted });
    for (const [name, value] of Object.entries(safe)) response.setHeader(name, value);
    if (await count.admit(clientNetwork(settledAddress(request.headers)), { request, response }))
      await answerByRoute({ handlers, request, response });
  }

  const server = createFrontServer(limits);
  server.on("request", (request, response) => {
    const fail = (error: unknown) => {
      log.error({ err: error }, "A request could not be answered");
      response.destroy();
    };
    const target = originForm(request.url ?? "");
    // Reports come first: nothing that they do not need is done for them.
    if (isIngestTarget(target)) {
      ingestNode({ services, request, response }).catch(fail);
      return;
    }
    request.url = target;
    noteScheme(request.headers);
    settleForwarded({ headers: request.headers, peer: request.socket.remoteAddress, trusted, hubUrl });
    const handlers = routes[target.split("?", 1)[0] ?? ""];
    if (handlers !== undefined) {
      answerHere(handlers, request, response).catch(fail);
      return;
    }
    try {
      passage.pass(request, response);
    } catch (error) {
      // Node refuses to send some requests that it has taken; none of them may end the process that hears.
      fail(error);
    }
  });
  // Without a listener Node answers a request that offers another protocol (h2c, which Java and curl do) like any other.
  // Only Next's own reloading in development needs one.
  if (mode === "development")
    server.on("upgrade", (request, socket, head) => passage.passUpgrade(request, socket, head));

  const { port, ownHost } = await listen(server, { host: env().host, port: env().port });
  const stopPulse = startPulse({ services, host: ownHost, port });
  log.info({ port }, "Ingest process is listening");
  return {
    url: `http://localhost:${port}`,
    async stop() {
      stopPulse();
      passage.stopWaiting();
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.race([closed, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
      server.closeAllConnections();
      passage.close();
      await services.commit.idle();
      await signOffWeb({ webId: services.commit.hearing.webId, nowMs: Date.now() });
      await db.close();
      log.info("Ingest process stopped");
    },
  };
});
