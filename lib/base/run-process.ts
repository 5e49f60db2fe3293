import { EnvError } from "./env";
import { logger } from "./logger";

/** sysexits.h: the settings are wrong, so restarting would not help. */
const EXIT_CONFIG = 78;

// Ctrl-C arrives twice (terminal and supervisor): signals this close together count as one.
const SAME_SIGNAL_MS = 1_000;

/** How long a process that is asked to stop may still need to start. */
const START_LIMIT_MS = 3_000;

/** An error in the settings or the data folder that only a person can fix; its message says how. */
export class StartError extends Error {
  override name = "StartError";
}

/**
 * Runs a process of the product: starts it, notifies the supervisor, and stops it cleanly on SIGTERM and SIGINT. A
 * second signal, more than a second later, forces it to exit. Exits with 78 if a setting is wrong, 1 on an unexpected
 * error.
 */
export function runProcess(
  name: string,
  start: () => Promise<{ url?: string; stop: () => Promise<void> }>,
): void {
  // Nobody else may read what this process writes (database, secret).
  process.umask(0o077);
  const fail = (error: unknown) => {
    if (error instanceof EnvError || error instanceof StartError) {
      process.stderr.write(`${error.message}\n`);
      process.exit(EXIT_CONFIG);
    }
    logger(name).fatal({ err: error }, "Process failed");
    process.exit(1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);

  let hasStarted = false;
  const started = start().then((running) => {
    hasStarted = true;
    return running;
  });
  let signalledAtMs: number | null = null;
  const stop = () => {
    const nowMs = performance.now();
    if (signalledAtMs !== null) {
      if (nowMs - signalledAtMs > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    signalledAtMs = nowMs;
    // It may be waiting for the database. What has not started has nothing to lose.
    if (!hasStarted) setTimeout(() => hasStarted || process.exit(0), START_LIMIT_MS).unref();
    started.then((running) => running.stop()).then(() => process.exit(0), fail);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // The supervisor that started this process has died, so nobody else would stop it.
  if (process.send !== undefined) process.on("disconnect", stop);
  started.then(({ url }) => {
    // The supervisor may have died since; the callback takes the error, which would end the process otherwise.
    process.send?.({ kind: "listening", url: url ?? null }, undefined, undefined, () => {});
  }, fail);
}
