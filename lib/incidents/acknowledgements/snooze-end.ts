import { formatDuration } from "@/lib/base/duration";
import { AppError } from "@/lib/base/errors";
import { MAX_SNOOZE_MS } from "./constants";

/**
 * When a requested snooze ends; null: not a snooze. Throws AppError "unprocessable" for an end that is past or too far
 * away.
 */
export function snoozeEnd({
  input,
  now,
}: {
  input: { for?: number | undefined; until?: Date | undefined };
  now: Date;
}): Date | null {
  if (input.for !== undefined) return new Date(now.getTime() + input.for);
  if (input.until === undefined) return null;
  const leftMs = input.until.getTime() - now.getTime();
  if (leftMs > 0 && leftMs <= MAX_SNOOZE_MS) return input.until;
  const sentence = `must be in the future, by at most ${formatDuration(MAX_SNOOZE_MS)}; to be away for longer, pause the machine`;
  throw new AppError("unprocessable", `until ${sentence}.`, { fields: { until: sentence } });
}
