import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { acknowledge } from "@/lib/incidents/acknowledgements/mutations";
import { findPressed } from "./data";
import type { Press } from "./decide-update";
import { type Pressed, pressWords } from "./press-words";

const SNOOZE_MS = 3_600_000;

/**
 * Does what a button under a message asks for, for all of its outages, and says what came of it; null: `claim` said that it
 * is done already. Whoever presses needs no account: the chat is one that an admin of the team has linked.
 */
export async function handlePress({
  database,
  press,
  now,
  claim,
}: {
  database: Database;
  press: Press;
  now: Date;
  /** Takes the press, in the transaction that does the last of what it asks for. */
  claim: (tx: Tx) => Promise<boolean>;
}): Promise<string | null> {
  const { verb } = press;
  const message = await findPressed(database, press);
  const claims: boolean[] = [];
  const pressed: Pressed[] = [];
  if (message !== null) {
    const { scope } = message;
    const by = { userId: null, name: `${press.by} (Telegram)`, via: "telegram" as const };
    const until = verb === "snooze" ? new Date(now.getTime() + SNOOZE_MS) : null;
    const incidentIds = message.outages.map(({ incidentId }) => incidentId);
    const outcomes = await acknowledge({
      ...{ scope, incidentIds, by, until, on: database },
      async claim(tx) {
        const isOurs = await claim(tx);
        claims.push(isOurs);
        return isOurs;
      },
    });
    for (const { incidentId, endedAt } of message.outages) {
      const outcome = outcomes.get(incidentId);
      if (outcome !== undefined) pressed.push({ outcome, endedAt });
    }
  }
  // Where there was nothing to do it is taken all the same.
  const isOurs = claims.at(-1) ?? (await transaction(claim, database));
  return isOurs ? pressWords({ pressed, verb, now }) : null;
}
