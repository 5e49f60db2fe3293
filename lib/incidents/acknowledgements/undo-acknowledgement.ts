import type { z } from "zod";
import type { Session } from "@/lib/people/auth/gate";
import { requirePermission } from "@/lib/people/teams/require-permission";
import { incidentNotFound } from "../record/not-found";
import { actorOf } from "./actor";
import { takeBack } from "./mutations";
import type { takenBackSchema } from "./schema";
import { toAcknowledgementView } from "./view";
import { outcomeWords } from "./words";

/** Unacknowledges an incident of the team. Throws AppError "not_found". */
export async function undoAcknowledgement({
  session,
  id,
  now,
}: {
  session: Session;
  id: number;
  now: Date;
}): Promise<z.output<typeof takenBackSchema>> {
  const { scope } = session;
  requirePermission(scope, "incidents.acknowledge");
  const outcomes = await takeBack({ scope, incidentIds: [id], by: actorOf(session) });
  const outcome = outcomes.get(id);
  if (outcome === undefined) throw incidentNotFound();
  return {
    outcome: outcome.kind,
    message: outcomeWords({ ...outcome, now }),
    acknowledgement: outcome.held && toAcknowledgementView(outcome.held),
  };
}
