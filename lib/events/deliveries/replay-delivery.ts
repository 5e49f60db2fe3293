import { AppError } from "@/lib/base/errors";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { readEventType } from "../types";
import { findForReplay } from "./data";
import { decideReplay } from "./decide-replay";
import { insertReplay } from "./mutations";
import { findNextAttempts } from "./next-attempt-data";
import type { DeliveryView } from "./schema";
import { readState } from "./states";
import { toDeliveryView } from "./view";

/**
 * Sends a delivery again, as a new one that refers to the first. Throws AppError "not_found", or "conflict" with the
 * reason when it cannot be sent again.
 */
export async function replayDelivery({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<DeliveryView> {
  requirePermission(scope, "deliveries.replay");
  const found = await findForReplay({ scope, id });
  if (found === null) throw new AppError("not_found", "Delivery not found.");
  const { delivery, openingStates } = found;
  const decision = decideReplay({
    event: readEventType(delivery.eventType),
    state: readState(delivery.state),
    channel: delivery.channel,
    openingStates,
    isCanary: delivery.machine !== null && delivery.machine.canary !== null,
  });
  if (decision.kind === "refuse") throw new AppError("conflict", decision.message);
  const replay = await insertReplay({ delivery, now });
  return toDeliveryView(replay, await findNextAttempts([replay], now));
}
