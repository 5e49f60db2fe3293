import { request } from "node:http";
import { MAX_PULSE_GAP_MS, PULSE_INTERVAL_MS } from "@/lib/heartbeat/constants";
import { nextPulseAtMs } from "@/lib/heartbeat/next-pulse";
import type { IngestServices } from "./ingest-services";

const PULSE_TIMEOUT_MS = 2_500;

/**
 * Twice a second, and at the very moment of the next deadline, sends this process a report through its own listening
 * port, on a new connection like an agent's. Returns the function that stops it.
 */
export function startPulse({
  services,
  host,
  port,
}: {
  services: IngestServices;
  host: string;
  port: number;
}): () => void {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function beat(): Promise<void> {
    const startedMs = performance.now();
    const wasHeard = await sendPulse({ host, port, key: services.pulseKey });
    // If a commit is still running, the listener has accepted the request: the database is slow, not the listener.
    if (!wasHeard)
      services.commit.hearing.note(services.commit.isBusy ? "databaseFailures" : "listenerFailures");
    if (isStopped) return;
    const atMs = nextPulseAtMs({ startedMs, latest: services.commit.hearing.previous });
    timer = setTimeout(beat, Math.max(0, Math.ceil(atMs - performance.now())));
  }
  void beat();

  // The database aborts what a frozen process was writing; that must not be blamed on the database.
  let lookedMs = performance.now();
  const watch = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - lookedMs > MAX_PULSE_GAP_MS) services.commit.hearing.note("freezes");
    lookedMs = nowMs;
  }, PULSE_INTERVAL_MS);
  return () => {
    isStopped = true;
    clearTimeout(timer);
    clearInterval(watch);
  };
}

/** Whether any answer came; its content was recorded where it was decided. */
function sendPulse({ host, port, key }: { host: string; port: number; key: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const outgoing = request(
      {
        host,
        port,
        path: "/agent/metrics",
        method: "POST",
        agent: false,
        headers: { "x-api-key": key, "content-length": 0 },
        signal: AbortSignal.timeout(PULSE_TIMEOUT_MS),
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(true));
        response.on("error", () => resolve(false));
      },
    );
    outgoing.on("error", () => resolve(false));
    outgoing.end();
  });
}
