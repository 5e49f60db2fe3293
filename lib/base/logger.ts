import pino from "pino";
import { env } from "./env";
import { processState } from "./process-state";

let root: pino.Logger | null = null;

/** A logger whose lines carry `part`. Messages are constant, data goes in fields; never log a secret or a URL that contains one. */
export function logger(part: string): pino.Logger {
  root ??= pino(
    {
      level: env().logLevel,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    processState("log-output", () => pino.destination(1)),
  );
  return root.child({ part });
}
