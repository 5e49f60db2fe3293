/** A timer that is this late shows that the process was frozen, or had no turn. */
const LATE_MS = 100;
/** What such a process gets to read what its sockets have received meanwhile. */
const READ_MS = 1_000;

export type TimeLimit = {
  /** Aborts when the time is over. */
  signal: AbortSignal;
  clear(): void;
};

/**
 * Limits what waits for an answer to `ms`. In a process that wakes from a freeze, timers ring before the sockets are read:
 * an answer that lies there already has come in time, so it is read first.
 */
export function limitTime(ms: number): TimeLimit {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const endsAtMs = performance.now() + ms;
  let timer = setTimeout(() => {
    if (performance.now() - endsAtMs < LATE_MS) abort();
    else timer = setTimeout(abort, READ_MS).unref();
  }, ms).unref();
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
