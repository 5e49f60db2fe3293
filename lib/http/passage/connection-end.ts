import type { Socket } from "node:net";

const endings = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls `end` when a connection closes. An answer's own "close" does not come for one that waits for its turn behind
 * others of the same connection (pipelining). The returned function calls it off.
 */
export function onConnectionEnd(socket: Socket, end: () => void): () => void {
  const known = endings.get(socket);
  const all = known ?? new Set();
  if (known === undefined) {
    endings.set(socket, all);
    socket.once("close", () => {
      for (const each of [...all]) each();
    });
  }
  all.add(end);
  return () => all.delete(end);
}
