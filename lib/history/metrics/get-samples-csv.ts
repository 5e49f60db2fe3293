import { findMachine } from "@/lib/machines/data";
import { machineNotFound } from "@/lib/machines/get-machine";
import { requirePermission } from "@/lib/people/teams/require-permission";
import { gather } from "../stored/points";
import { findHistory } from "./data";
import { chooseResolution } from "./decide";
import { type AskedSamples, spanOf } from "./get-samples";
import { keptFor } from "./kept";
import { renderCsv } from "./render-csv";
import { FIGURE_SERIES } from "./series-names";

/** So that twelve hours of samples are at most 43,200 lines. */
const SECOND_MS = 1_000;

/**
 * The same as getSamples as a CSV file, with every sample, or every average that is kept of that time. Throws AppError
 * "not_found", or "unprocessable" for an invalid span.
 */
export async function getSamplesCsv(asked: AskedSamples): Promise<{ name: string; text: string }> {
  const { scope, id, series = FIGURE_SERIES, now } = asked;
  requirePermission(scope, "machines.read");
  if ((await findMachine({ scope, id })) === null) throw machineNotFound();
  const span = spanOf(asked);
  const resolution = chooseResolution({ ...span, nowMs: now.getTime(), keptMs: keptFor() });
  const { points } = await findHistory({ machineId: id, ...span, series, resolution });
  return renderCsv({
    machineId: id,
    span,
    series,
    points: gather([points], SECOND_MS),
    isAveraged: resolution !== "raw",
  });
}
