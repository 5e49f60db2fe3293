import type { Database } from "@/lib/db/client";
import type { HubRead } from "@/lib/db/engine";
import type { Statements } from "@/lib/db/statements";
import { MAX_PULSE_GAP_MS } from "./constants";
import { heardNowMs, mostHeardMs } from "./heard-now";
import type { HearingState } from "./hearing-state";

/**
 * The most that heard time can be at this moment: a report that counts from it gets no deadline too early. Call it when
 * nothing has to be waited for any more.
 */
export async function findHeardNow({
  tx,
  engine,
  hearing,
  hub,
}: {
  tx: Statements;
  engine: Database["engine"];
  hearing: HearingState;
  hub: HubRead;
}): Promise<number> {
  const known = heardNowMs({ previous: hearing.previous, monotonicMs: performance.now(), hub });
  if (known !== null) return known;
  const askedMs = performance.now();
  const others = await engine.readOtherPulses(tx, { webId: hearing.webId, withinMs: MAX_PULSE_GAP_MS });
  // After the others: one that has signed off since has claimed its last before that.
  const { heardMs } = await engine.readHub(tx);
  const sinceMs = Math.ceil(performance.now() - askedMs);
  return mostHeardMs({
    heardMs,
    others: others.map((pulse) => ({ ...pulse, ageMs: pulse.ageMs + sinceMs })),
  });
}
