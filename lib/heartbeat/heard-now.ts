import { MAX_PULSE_GAP_MS } from "./constants";
import type { LastPulse } from "./pulse";

// Heard time at the moment of a report is not what the database says: that is as old as the latest pulse, and the next
// one, of any ingest process, adds what has passed since its own previous one, up to MAX_PULSE_GAP_MS. A deadline set from
// the database's value would come early by as much.
//
// So a report counts from the *most* that heard time can be. At an instant t that is
//
//   most(t) = max(heard_ms, h + (t - t0) for every ingest process whose latest pulse, at t0, wrote h, and is not too old).
//
// Every later pulse claims at most most(t) + the time since t: it takes the maximum of heard_ms and h + (t' - t0). A
// deadline of most(t) + threshold is therefore reached no sooner than a threshold of real time after t, whatever web
// process takes the report and whatever the others know. And most(t) is at most MAX_PULSE_GAP_MS above heard_ms, which
// is how late a deadline can be.

/** The clocks are read to the millisecond, so an age may be one longer; and a pulse leaves up to one to the next. */
const CLOCK_GRAIN_MS = 2;

/** What another ingest process wrote with its latest pulse, and how long ago by the database's clock. */
export type OtherPulse = { heardMs: number; ageMs: number };

/** The most that heard time can be now, if these are the latest pulses of all others. */
export function mostHeardMs({ heardMs, others }: { heardMs: number; others: readonly OtherPulse[] }): number {
  return Math.max(
    heardMs,
    ...others.map((other) => {
      // A clock that was set makes an age negative or long; a pulse that is really so old claims nothing more, and is
      // overtaken by heard time soon.
      const isKnown = other.ageMs >= 0 && other.ageMs <= MAX_PULSE_GAP_MS - CLOCK_GRAIN_MS;
      return other.heardMs + (isKnown ? other.ageMs + CLOCK_GRAIN_MS : MAX_PULSE_GAP_MS);
    }),
  );
}

/**
 * The most that heard time can be now, as an ingest process knows from its own latest pulse; null: it does not know, because
 * it has none or an old one, or was stopped while others went on. Then it has to ask for the others' pulses.
 */
export function heardNowMs({
  previous,
  monotonicMs,
  hub,
}: {
  previous: Pick<LastPulse, "monotonicMs" | "hubNowMs" | "mostHeardMs"> | null;
  monotonicMs: number;
  /** The hub's row, as it was read at `readAtMs` on the monotonic clock. */
  hub: { heardMs: number; nowMs: number; readAtMs: number };
}): number | null {
  if (previous === null) return null;
  const sinceReadMs = monotonicMs - hub.readAtMs;
  // A suspended host stops the monotonic clock, but not the database's.
  const passedMs = Math.max(
    monotonicMs - previous.monotonicMs,
    hub.nowMs - previous.hubNowMs + CLOCK_GRAIN_MS + sinceReadMs,
  );
  if (passedMs > MAX_PULSE_GAP_MS) return null;
  const mostMs = Math.ceil(previous.mostHeardMs + passedMs);
  return mostMs < hub.heardMs
    ? null
    : Math.min(mostMs, Math.ceil(hub.heardMs + MAX_PULSE_GAP_MS + sinceReadMs));
}
