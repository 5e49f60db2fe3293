import { AppError } from "@/lib/base/errors";
import { nextOccurrences, overlapsItself, type WindowTimes } from "./window-times";

/** Throws AppError "unprocessable" for times that never come, and for times of which one begins before the one before it ends. */
export function refuseUseless(times: WindowTimes, now: Date): void {
  const nowMs = now.getTime();
  const refuse = (sentence: string) =>
    new AppError("unprocessable", `times ${sentence}.`, { fields: { times: sentence } });
  if (nextOccurrences(times, nowMs, 1).length === 0) throw refuse("are over already, or never come");
  if (overlapsItself(times, nowMs))
    throw refuse("overlap: the next one would begin before the one before it is over; make it shorter");
}
