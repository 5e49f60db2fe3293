import { toPoints } from "./measured";
import { gather, toPointTable } from "./points";
import { type PointResolution, RESOLUTIONS } from "./stretches";
import type { Table } from "./table";

/** The points of an hour of samples, given the hour before it for its first rates. */
export function summarize({
  hour,
  before,
  resolution,
  isWanted,
}: {
  hour: Table;
  before: Table | null;
  resolution: PointResolution;
  isWanted?: (series: string) => boolean;
}): Table {
  const { stepMs } = RESOLUTIONS[resolution];
  return toPointTable(gather([toPoints({ hour, before, isWanted })], stepMs), stepMs);
}
