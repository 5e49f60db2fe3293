import { say } from "../say.mjs";
import { EXIT_CONFIG, KeptProcess } from "./kept-process.mjs";

const STOP_LIMIT_MS = 20_000;
// Ctrl-C arrives twice (terminal and npm): signals this close together count as one.
const SAME_SIGNAL_MS = 1_000;

/**
 * @param {unknown} message
 * @returns {string | null}
 */
function listeningUrl(message) {
  if (typeof message !== "object" || message === null || !("kind" in message) || message.kind !== "listening")
    return null;
  return "url" in message && typeof message.url === "string" ? message.url : null;
}

/**
 * Runs processes until a signal comes or one of them says that its settings are wrong (exit code 78), then stops them,
 * the last one first. A second signal forces. Resolves with the exit code for this process.
 * @param {{ processes: import("./kept-process.mjs").ProcessSpec[], onListening: (url: string) => void, stopLimitMs?: number }} options
 * @returns {Promise<number>}
 */
export function supervise({ processes, onListening, stopLimitMs = STOP_LIMIT_MS }) {
  return new Promise((resolve) => {
    let isStopping = false;
    let hasListened = false;
    let signalledAtMs = Number.NEGATIVE_INFINITY;

    /** @param {number} exitCode */
    const stopAll = async (exitCode) => {
      if (isStopping) return;
      isStopping = true;
      for (const kept of [...all].reverse()) await kept.stop(stopLimitMs);
      resolve(exitCode);
    };

    const all = processes.map(
      (spec) =>
        new KeptProcess(spec, {
          onMessage(message) {
            const url = listeningUrl(message);
            if (url === null || hasListened) return;
            hasListened = true;
            onListening(url);
          },
          onConfigError: () => void stopAll(EXIT_CONFIG),
        }),
    );

    const onSignal = () => {
      const nowMs = performance.now();
      const isRepeat = nowMs - signalledAtMs <= SAME_SIGNAL_MS;
      signalledAtMs = nowMs;
      if (isRepeat) return;
      if (!isStopping) {
        say("Stopping…");
        void stopAll(0);
        return;
      }
      for (const kept of all) kept.kill();
      resolve(1);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
    for (const kept of all) kept.start();
  });
}
