import { liveStreams } from "./streams";

/** Closes every open event stream of this process and opens no more: otherwise a stopping server waits for them. */
export function closeLiveStreams(): void {
  const streams = liveStreams();
  streams.isClosed = true;
  for (const poller of [...streams.pollers.values()]) poller.close();
}
