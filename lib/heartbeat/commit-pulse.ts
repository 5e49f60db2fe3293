import type { Database, Tx } from "@/lib/db/client";
import { MAX_PULSE_GAP_MS, PULSE_INTERVAL_MS } from "./constants";
import { mostHeardMs } from "./heard-now";
import type { HearingState } from "./hearing-state";
import { extendBlindInterval } from "./mutations";
import { claimedUntilMs, decidePulse, type PulseDecision } from "./pulse";

/**
 * Writes this ingest process's pulse inside the running transaction, and the blind interval if nothing could be heard
 * since the last one. Returns what to do once the transaction is committed.
 */
export async function commitPulse({
  tx,
  engine,
  hearing,
}: {
  tx: Tx;
  engine: Database["engine"];
  hearing: HearingState;
}): Promise<{ decision: PulseDecision; committed: () => void }> {
  const hub = await engine.lockHub(tx);
  // Read both clocks while holding the hub's row, so that no other claim can fall between them and ours.
  const monotonicMs = performance.now();
  const wallMs = Date.now();
  const { webId, trouble } = hearing;
  const others = await engine.readOtherPulses(tx, { webId, withinMs: MAX_PULSE_GAP_MS });
  const decision = decidePulse({
    previous: hearing.previous,
    monotonicMs,
    wallMs,
    hub,
    othersAlive: others.filter(({ ageMs }) => Math.abs(ageMs) <= MAX_PULSE_GAP_MS).length,
    trouble,
  });
  const isBlind = decision.kind === "blind";
  if (isBlind) {
    await extendBlindInterval({
      tx,
      startedAtMs: decision.startedAtMs,
      endedAtMs: hub.nowMs,
      cause: decision.cause,
      heardMs: hub.heardMs,
    });
  }
  if (decision.kind === "covered" && hearing.previous !== null) hearing.rename();
  await engine.writePulse(tx, {
    webId: hearing.webId,
    startedAtMs: hearing.startedAtMs,
    heardMs: decision.heardMs,
    blindEndedHeardMs: isBlind ? decision.heardMs : hub.blindEndedHeardMs,
    nowMs: hub.nowMs,
  });
  const { heardMs } = decision;
  const { nextDeadlineMs } = await engine.readAhead(tx, { withinMs: PULSE_INTERVAL_MS });
  const memory = {
    monotonicMs: claimedUntilMs({ previous: hearing.previous, decision, monotonicMs }),
    wallMs,
    hubNowMs: hub.nowMs,
    heardMs,
    mostHeardMs: mostHeardMs({ heardMs, others }),
    nextDeadlineMs,
  };
  return { decision, committed: () => hearing.remember(memory, trouble) };
}
