import { acknowledge } from "../../../acknowledgements/mutations";
import type { Database } from "../../../db/client";
import { findPressed } from "./data";
import type { Press } from "./decide-update";
import { type Pressed, pressWords } from "./press-words";

const SNOOZE_MS = 3_600_000;

/**
 * Does what a button under a message asks for, for all of its outages, and says what came of it. Whoever presses needs no
 * account: the chat is one that an admin of the team has linked. Doing it again changes nothing.
 */
export async function handlePress({
  database,
  press,
  now,
}: {
  database: Database;
  press: Press;
  now: Date;
}): Promise<string> {
  const { verb } = press;
  const message = await findPressed(database, press);
  const pressed: Pressed[] = [];
  if (message !== null) {
    const { scope } = message;
    const by = { userId: null, name: `${press.by} (Telegram)`, via: "telegram" as const };
    const until = verb === "snooze" ? new Date(now.getTime() + SNOOZE_MS) : null;
    const incidentIds = message.outages.map(({ incidentId }) => incidentId);
    const outcomes = await acknowledge({ scope, incidentIds, by, until });
    for (const { incidentId, endedAt } of message.outages) {
      const outcome = outcomes.get(incidentId);
      if (outcome !== undefined) pressed.push({ outcome, endedAt });
    }
  }
  return pressWords({ pressed, verb, now });
}
