import { z } from "zod";
import { formatDuration, parseDuration } from "./duration";

/** A duration as /api/v1 returns it. */
export const durationTextSchema = z.string().meta({ examples: ["2m"] });

/** A zod type: duration text in, milliseconds out, within [minMs, maxMs]. */
export function durationSchema({ minMs, maxMs }: { minMs: number; maxMs: number }) {
  return durationTextSchema.transform((text, context) => {
    const ms = parseDuration(text);
    if (ms === null) {
      context.addIssue(
        `must be a duration such as 30s, 2m or 1h30m, not ${JSON.stringify(text.slice(0, 40))}`,
      );
      return z.NEVER;
    }
    if (ms < minMs || ms > maxMs) {
      context.addIssue(`must be between ${formatDuration(minMs)} and ${formatDuration(maxMs)}`);
      return z.NEVER;
    }
    return ms;
  });
}
