import { liveStreams } from "./streams";

/** Ends every open event stream of this process and opens no more: a server waits for them otherwise. */
export function closeLiveStreams(): void {
  const streams = liveStreams();
  streams.isClosed = true;
  for (const poller of [...streams.pollers.values()]) poller.close();
}
