import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { database } from "@/lib/db/client";
import { acknowledge } from "@/lib/incidents/acknowledgements/mutations";
import { outcomeWords } from "@/lib/incidents/acknowledgements/words";
import { labelOf } from "../transports/channel-types";
import { hashButtonToken } from "./button-token";
import { findButton } from "./data";
import { useButton } from "./mutations";
import type { pressedButtonSchema } from "./schema";

/**
 * Acknowledges the incident of a message whose button was pressed, as the message's channel: an admin of the team has decided
 * who gets its messages. Throws AppError "gone" for a button that was used, has expired or is unknown.
 */
export async function pressButton({
  token,
  now,
}: {
  token: string;
  now: Date;
}): Promise<z.output<typeof pressedButtonSchema>> {
  const { client } = await database();
  const hash = hashButtonToken(token);
  const button = hash === null ? null : await findButton(client, { hash, now });
  if (hash === null || button === null) throw buttonOver();
  const { scope, incidentId, channel } = button;
  const by = { userId: null, name: `${channel.name} (${labelOf(channel.type)})`, via: "button" as const };
  const outcomes = await acknowledge({
    ...{ scope, incidentIds: [incidentId], by, until: null },
    claim: (tx) => useButton(tx, { hash, now }),
  });
  const outcome = outcomes.get(incidentId);
  if (outcome === undefined) throw buttonOver();
  return { outcome: outcome.kind, message: outcomeWords({ ...outcome, by, now }) };
}

function buttonOver(): AppError {
  return new AppError(
    "gone",
    "This button was used already, or has expired. Open the incident to see how it is.",
  );
}
