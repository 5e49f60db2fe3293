import { AppError } from "@/lib/base/errors";
import { database } from "@/lib/db/client";
import { agentKeyHint, hashAgentKey, makeAgentKey } from "@/lib/machines/agent-key";
import { limitActions } from "@/lib/people/teams/limit-actions";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { ABANDONED_AFTER_MS } from "./decide";
import { endInterrupted } from "./end-interrupted";
import { getCanary } from "./get-canary";
import { beginCanary } from "./mutations";
import { ownAddress } from "./own-address";
import { playUntilStopped } from "./played";
import { runCanary } from "./run-canary";
import type { CanaryView } from "./schema";

/**
 * Starts an end-to-end test: an outage of a simulated machine that this process plays. Throws AppError "conflict" while
 * another one is running, "too_many_requests" if the person has started many within a minute.
 */
export async function startCanary({ scope, now }: { scope: TeamScope; now: Date }): Promise<CanaryView> {
  requirePermission(scope, "channels.write");
  const ownUrl = ownAddress().url;
  if (ownUrl === null) {
    throw new AppError(
      "unavailable",
      "This process does not know the port at which reports arrive. Set PORT to a number other than 0.",
    );
  }
  await limitActions("end-to-end tests", scope);
  await endInterrupted(await database());
  const apiKey = makeAgentKey();
  const machineId = await beginCanary({
    scope,
    key: { hash: hashAgentKey(apiKey), hint: agentKeyHint(apiKey) },
    aliveSince: new Date(now.getTime() - ABANDONED_AFTER_MS),
    now,
  });
  if (machineId === null) {
    throw new AppError("conflict", "An end-to-end test is already running. Wait until it is over.");
  }
  playUntilStopped((stopping) => runCanary({ scope, machineId, apiKey, ownUrl, stopping }));
  return getCanary({ scope, now });
}
