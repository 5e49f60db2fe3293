import type { z } from "zod";
import type { Session } from "../auth/gate";
import { formatDuration } from "../duration";
import { AppError } from "../errors";
import { incidentNotFound } from "../incidents/get-incident";
import { requirePermission } from "../teams/require-permission";
import { actorOf } from "./actor";
import { MAX_SNOOZE_MS } from "./constants";
import { acknowledge } from "./mutations";
import type { acknowledgedSchema, acknowledgeSchema } from "./schema";
import { toAcknowledgementView } from "./view";
import { outcomeWords } from "./words";

type AcknowledgeInput = z.output<typeof acknowledgeSchema>;

/**
 * Says that the caller is on an incident of the team, with an end: until it is time to look again. That it is over, or
 * taken, is an answer. Throws AppError "not_found", or "unprocessable" for an end that is over or too far away.
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
  const outcome = await acknowledge({ scope, incidentId: id, by: actorOf(session), until });
  if (outcome === null) throw incidentNotFound();
  return {
    outcome: outcome.kind,
    message: outcomeWords({ ...outcome, now }),
    acknowledgement: outcome.held && toAcknowledgementView(outcome.held),
  };
}

function snoozeEnd({ input, now }: { input: AcknowledgeInput; now: Date }): Date | null {
  if (input.for !== undefined) return new Date(now.getTime() + input.for);
  if (input.until === undefined) return null;
  const leftMs = input.until.getTime() - now.getTime();
  if (leftMs > 0 && leftMs <= MAX_SNOOZE_MS) return input.until;
  const sentence = `must lie ahead, by at most ${formatDuration(MAX_SNOOZE_MS)}; pause a machine that is away for longer`;
  throw new AppError("unprocessable", `until ${sentence}.`, { fields: { until: sentence } });
}
