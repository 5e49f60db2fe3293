import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "undici";
import { logger } from "@/lib/base/logger";
import { database } from "@/lib/db/client";
import { send } from "@/lib/http/outbound";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findCanary } from "./data";
import { decideNextStep } from "./decide";
import { endInterrupted } from "./end-interrupted";
import { endCanary, letReturn, noteCanary } from "./mutations";

const LOOK_MS = 250;
const ALIVE_MS = 1_000;
const REPORT_TIMEOUT_MS = 5_000;

type Played = {
  scope: TeamScope;
  machineId: number;
  apiKey: string;
  ownUrl: string;
  /** Aborted when this process stops. */
  stopping: AbortSignal;
};

/**
 * Plays a test's machine to the end: it reports, goes silent, and comes back once every alert has been sent. Never
 * throws: what stops it is recorded with the test, as far as anything can be.
 */
export async function runCanary(played: Played): Promise<void> {
  const log = logger("canary").child({ teamId: played.scope.teamId });
  const { machineId } = played;
  try {
    const problem = await play(played).catch((error: unknown) => {
      log.error({ err: error }, "End-to-end test could not continue");
      return "The hub could not continue the test. Its log says why.";
    });
    await endCanary({ machineId, problem, now: new Date() });
    // The worker would do it a second later; its own trouble may be why the test has failed.
    if (problem !== null) await endInterrupted(await database());
    log.info({ problem }, "End-to-end test finished");
  } catch (error) {
    log.error({ err: error }, "End of an end-to-end test could not be recorded");
  }
}

/** Returns what stopped it, or null. */
async function play({ scope, machineId, apiKey, ownUrl, stopping }: Played): Promise<string | null> {
  const refused = await report({ apiKey, ownUrl });
  if (refused !== null) return refused;
  await noteCanary(machineId, { reportedAt: new Date(), aliveAt: new Date() });
  for (let aliveMs = performance.now(); ; await sleep(LOOK_MS)) {
    if (stopping.aborted) return "The hub was stopped during the test.";
    if (performance.now() - aliveMs >= ALIVE_MS) {
      await noteCanary(machineId, { aliveAt: new Date() });
      aliveMs = performance.now();
    }
    const canary = await findCanary(scope);
    if (canary?.machineId !== machineId) return null;
    const turn = decideNextStep({ facts: canary.facts, nowMs: Date.now() });
    if (turn.kind === "end") return turn.problem;
    if (turn.kind === "come_back") {
      await letReturn(machineId);
      const refusedAgain = await report({ apiKey, ownUrl });
      if (refusedAgain !== null) return refusedAgain;
      await noteCanary(machineId, { returnedAt: new Date() });
    }
  }
}

/** Sends a report as an agent would, on a new connection. Returns what went wrong, or null. */
async function report({ apiKey, ownUrl }: { apiKey: string; ownUrl: string }): Promise<string | null> {
  const agent = new Agent({ pipelining: 0 });
  const answer = await send({
    method: "POST",
    agent,
    url: `${ownUrl}/agent/metrics`,
    timeoutMs: REPORT_TIMEOUT_MS,
    headers: { "x-api-key": apiKey, "content-type": "application/json" },
    body: "{}",
  });
  await agent.destroy();
  if (answer.kind === "failed") return `The hub did not accept its report: ${answer.message}.`;
  return answer.status === 202
    ? null
    : `The hub did not accept its report: it answered HTTP ${answer.status}.`;
}
