import { processState } from "@/lib/base/process-state";
import { database } from "@/lib/db/client";
import { endInterrupted } from "./end-interrupted";

type Played = { stop: AbortController; running: Set<Promise<void>> };

const played = () =>
  processState<Played>("canaries-played", () => ({ stop: new AbortController(), running: new Set() }));

/** Plays a test in this process until it has ended, or the process stops. */
export function playUntilStopped(play: (stopping: AbortSignal) => Promise<void>): void {
  const { stop, running } = played();
  const playing: Promise<void> = play(stop.signal).finally(() => running.delete(playing));
  running.add(playing);
}

/** Ends the tests that this process plays: whoever got the simulated alert gets its recovery. */
export async function stopPlaying(): Promise<void> {
  const state = played();
  if (state.running.size === 0) return;
  state.stop.abort();
  await Promise.all(state.running);
  state.stop = new AbortController();
  await endInterrupted(await database());
}
