import type { z } from "zod";
import type { Session } from "@/lib/people/auth/gate";
import { requirePermission } from "@/lib/people/teams/require-permission";
import { incidentNotFound } from "../record/not-found";
import { actorOf } from "./actor";
import { acknowledge } from "./mutations";
import type { acknowledgedSchema, acknowledgeSchema } from "./schema";
import { snoozeEnd } from "./snooze-end";
import { toAcknowledgementView } from "./view";
import { outcomeWords } from "./words";

type AcknowledgeInput = z.output<typeof acknowledgeSchema>;

/**
 * Acknowledges an incident of the team; with an end, snoozes it. An outage that is over, or already acknowledged, is an
 * ordinary answer. Throws AppError "not_found", or "unprocessable" for an end that is past or too far away.
 */
export async function acknowledgeIncident({
  session,
  id,
  input,
  now,
}: {
  session: Session;
  id: number;
  input: AcknowledgeInput;
  now: Date;
}): Promise<z.output<typeof acknowledgedSchema>> {
  const { scope } = session;
  requirePermission(scope, "incidents.acknowledge");
  const until = snoozeEnd({ input, now });
  const by = actorOf(session);
  const outcomes = await acknowledge({ scope, incidentIds: [id], by, until });
  const outcome = outcomes.get(id);
  if (outcome === undefined) throw incidentNotFound();
  return {
    outcome: outcome.kind,
    message: outcomeWords({ ...outcome, by, now }),
    acknowledgement: outcome.held && toAcknowledgementView(outcome.held),
  };
}
