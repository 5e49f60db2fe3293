import { processState } from "@/lib/base/process-state";
import { getOverview } from "../get-overview";
import { findValidCallers } from "./data";
import { Poller } from "./poller";

type LiveStreams = { pollers: Map<number, Poller>; isClosed: boolean };

/** The open event streams of this process: one poller for each team that has a page open. */
export function liveStreams(): LiveStreams {
  return processState("live-streams", () => ({ pollers: new Map(), isClosed: false }));
}

/** The poller that all open pages of a team share. */
export function pollerOf(teamId: number): Poller {
  const { pollers } = liveStreams();
  const known = pollers.get(teamId);
  if (known !== undefined) return known;
  const made: Poller = new Poller(getOverview, findValidCallers, () => {
    if (pollers.get(teamId) === made) pollers.delete(teamId);
  });
  pollers.set(teamId, made);
  return made;
}
