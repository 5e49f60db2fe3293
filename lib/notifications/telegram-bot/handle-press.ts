import { setTimeout as sleep } from "node:timers/promises";
import { UTC } from "@/lib/base/time-zone";
import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { acknowledge } from "@/lib/incidents/acknowledgements/mutations";
import { findPressed, isBeingTold, type PressedMessage } from "./data";
import type { Press } from "./decide-update";
import { type Pressed, pressWords } from "./press-words";

const SNOOZE_MS = 3_600_000;
/** A person may be faster than the hub is to record what it has just sent. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 200;

/**
 * Does what a button under a message asks for, for all of its incidents, and returns the words for whoever pressed; null:
 * `claim` said that it was done already. Pressing needs no account: an admin of the team has linked the chat.
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
  /** Takes the press, in the transaction that does the last part of it. */
  claim: (tx: Tx) => Promise<boolean>;
}): Promise<string | null> {
  const { verb } = press;
  const message = await waitForPressed(database, press);
  const claims: boolean[] = [];
  const pressed: Pressed[] = [];
  if (message !== null) {
    const { scope } = message;
    const by = { userId: null, name: `${press.by} (Telegram)`, via: "telegram" as const };
    const until = verb === "snooze" ? new Date(now.getTime() + SNOOZE_MS) : null;
    const incidentIds = message.incidents.map(({ incidentId }) => incidentId);
    const outcomes = await acknowledge({
      ...{ scope, incidentIds, by, until, on: database },
      async claim(tx) {
        const isOurs = await claim(tx);
        claims.push(isOurs);
        return isOurs;
      },
    });
    for (const { incidentId, ...found } of message.incidents) {
      const outcome = outcomes.get(incidentId);
      if (outcome !== undefined) pressed.push({ outcome, ...found });
    }
  }
  // The press is taken even if there was nothing to do.
  const isOurs = claims.at(-1) ?? (await transaction(claim, database));
  return isOurs ? pressWords({ pressed, verb, now, zone: message?.zone ?? UTC }) : null;
}

/** The message of a press; waits while it may be the one that is being sent just now. */
async function waitForPressed(database: Database, press: Press): Promise<PressedMessage | null> {
  const startedMs = performance.now();
  for (;;) {
    // Asked first: what is recorded between the two questions is found by the second.
    const mayCome = await isBeingTold(database, press);
    const message = await findPressed(database, press);
    if (message !== null || !mayCome || performance.now() - startedMs > WAIT_MS) return message;
    await sleep(LOOK_EVERY_MS);
  }
}
