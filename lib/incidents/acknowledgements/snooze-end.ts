import { formatDuration } from "@/lib/base/duration";
import { AppError } from "@/lib/base/errors";
import { MAX_SNOOZE_MS } from "./constants";

/** When a snooze ends that was asked for; null: it is none. Throws AppError "unprocessable" for an end that is over or too far away. */
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
  const sentence = `must lie ahead, by at most ${formatDuration(MAX_SNOOZE_MS)}; pause a machine that is away for longer`;
  throw new AppError("unprocessable", `until ${sentence}.`, { fields: { until: sentence } });
}
