import type { z } from "zod";
import { withTakenName } from "@/lib/db/taken-name";
import { effectiveThresholdMs } from "@/lib/heartbeat/threshold";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { agentKeyHint, hashAgentKey, makeAgentKey } from "./agent-key";
import { getHubFacts } from "./data";
import { makeEnrollToken } from "./enroll-token";
import { toFields } from "./fields";
import { insertMachine } from "./mutations";
import type { createdMachineSchema, createMachineSchema } from "./schema";
import { toMachineView } from "./view";

/** Adds a machine. Only this answer contains its key and one-time token. Throws AppError "conflict" if the name is taken. */
export async function createMachine({
  scope,
  input,
  now,
}: {
  scope: TeamScope;
  input: z.output<typeof createMachineSchema>;
  now: Date;
}): Promise<z.output<typeof createdMachineSchema>> {
  requirePermission(scope, "machines.write");
  const hub = await getHubFacts(scope);
  const apiKey = makeAgentKey();
  const enroll = makeEnrollToken(now);
  const machine = await withTakenName({ noun: "machine", name: input.name }, () =>
    insertMachine({
      scope,
      fields: { ...toFields(input), name: input.name },
      key: { hash: hashAgentKey(apiKey), hint: agentKeyHint(apiKey) },
      enrollToken: enroll.stored,
      thresholdMs: effectiveThresholdMs({
        machine: input.offline_after ?? null,
        team: hub.teamOfflineAfterMs,
        instance: hub.instanceOfflineAfterMs,
      }),
      now,
    }),
  );
  return { ...toMachineView({ machine, hub, now }), api_key: apiKey, enroll_token: enroll.token };
}
