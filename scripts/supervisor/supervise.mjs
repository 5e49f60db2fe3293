import { say } from "../say.mjs";
import { EXIT_CONFIG, KeptProcess } from "./kept-process.mjs";

const STOP_LIMIT_MS = 20_000;
// Ctrl-C arrives twice (terminal and npm): signals this close together count as one.
const SAME_SIGNAL_MS = 1_000;

/**
 * What a process says once it does its work: null if this message is something else.
 * @param {unknown} message
 * @returns {{ url: string | null } | null}
 */
function listening(message) {
  if (typeof message !== "object" || message === null || !("kind" in message) || message.kind !== "listening")
    return null;
  return { url: "url" in message && typeof message.url === "string" ? message.url : null };
}

/**
 * Runs processes until a signal comes or one of them says that its settings are wrong (exit code 78), then stops them,
 * the last one first. A second signal forces. Resolves with the exit code for this process. `onReady` is called once, when
 * all of them do their work, with the address that one of them has named.
 * @param {{ processes: import("./kept-process.mjs").ProcessSpec[], onReady: (url: string) => void, stopLimitMs?: number }} options
 * @returns {Promise<number>}
 */
export function supervise({ processes, onReady, stopLimitMs = STOP_LIMIT_MS }) {
  return new Promise((resolve) => {
    let isStopping = false;
    let url = "";
    const starting = new Set(processes.map(({ name }) => name));
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
            const said = listening(message);
            if (said === null) return;
            url = said.url ?? url;
            if (starting.delete(spec.name) && starting.size === 0) onReady(url);
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
