import type { z } from "zod";
import type { Session } from "@/lib/people/auth/gate";
import { requirePermission } from "@/lib/people/teams/require-permission";
import { actorOf } from "./actor";
import { acknowledge, takeBack } from "./mutations";
import type { BulkAcknowledged, bulkAcknowledgeSchema } from "./schema";
import { snoozeEnd } from "./snooze-end";
import { outcomeWords } from "./words";

/**
 * Acknowledges or unacknowledges many incidents of the team, each whole or not at all, and returns the outcome for
 * each. Throws AppError "unprocessable" for an end that is past or too far away.
 */
export async function bulkAcknowledge({
  session,
  input,
  now,
}: {
  session: Session;
  input: z.output<typeof bulkAcknowledgeSchema>;
  now: Date;
}): Promise<BulkAcknowledged> {
  const { scope } = session;
  requirePermission(scope, "incidents.acknowledge");
  const targets = { scope, incidentIds: input.ids, by: actorOf(session) };
  const outcomes =
    input.action === "take_back"
      ? await takeBack(targets)
      : await acknowledge({ ...targets, until: snoozeEnd({ input, now }) });
  return {
    data: input.ids.map((id) => {
      const outcome = outcomes.get(id);
      if (outcome === undefined) return { id, outcome: "not_found", message: "Incident not found." };
      return { id, outcome: outcome.kind, message: outcomeWords({ ...outcome, by: targets.by, now }) };
    }),
  };
}
