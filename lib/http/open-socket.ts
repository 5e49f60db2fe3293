import type { LookupAddress } from "node:dns";
import net from "node:net";
import { type Guard, onlyAllowed, resolve } from "./resolve";

/** How long an address has the field to itself before the next one is tried beside it (RFC 8305 §5). */
const HEAD_START_MS = 250;

// What an address says that this host has no way to, such as an IPv6 address where there is only IPv4.
const NO_WAY = new Set(["ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL", "EAFNOSUPPORT"]);

/** Thrown when no address of a host has answered in time. */
class ConnectTimeoutError extends Error {
  override name = "ConnectTimeoutError";
  readonly code = "ETIMEDOUT";
}

/**
 * Opens a TCP connection to a host of a URL, at the first of its addresses that answers. Each address keeps the whole of
 * `timeoutMs`, however slow the link is: the next ones are tried beside it, not instead of it. Rejects with the error that
 * tells most, or with ForbiddenAddressError.
 */
export async function openSocket({
  hostname,
  port,
  guard,
  timeoutMs,
}: {
  hostname: string;
  port: number;
  guard: Guard;
  timeoutMs: number;
}): Promise<net.Socket> {
  const endsAtMs = performance.now() + timeoutMs;
  const addresses = await onlyAllowed({ hostname, addresses: await resolve(hostname), guard });
  return race({ addresses: alternate(addresses), port, timeoutMs: endsAtMs - performance.now() });
}

/** The addresses in the order in which they are tried: one of each family in turn, beginning with the resolver's first. */
export function alternate(addresses: readonly LookupAddress[]): LookupAddress[] {
  const first = addresses[0]?.family;
  const ours = addresses.filter(({ family }) => family === first);
  const others = addresses.filter(({ family }) => family !== first);
  return ours
    .flatMap((address, index) => [address, ...others.slice(index, index + 1)])
    .concat(others.slice(ours.length));
}

function race({
  addresses,
  port,
  timeoutMs,
}: {
  addresses: readonly LookupAddress[];
  port: number;
  timeoutMs: number;
}): Promise<net.Socket> {
  const waiting = [...addresses];
  const open = new Set<net.Socket>();
  const errors: NodeJS.ErrnoException[] = [];
  let headStart: NodeJS.Timeout | undefined;
  return new Promise<net.Socket>((resolveWith, reject) => {
    const limit = setTimeout(
      () => end(() => reject(new ConnectTimeoutError("no address answered in time"))),
      Math.max(0, timeoutMs),
    );

    function end(settle: () => void): void {
      clearTimeout(limit);
      clearTimeout(headStart);
      waiting.length = 0;
      for (const socket of open) socket.destroy();
      settle();
    }

    function tryNext(): void {
      clearTimeout(headStart);
      const next = waiting.shift();
      if (next === undefined) {
        if (open.size === 0) end(() => reject(mostTelling(errors)));
        return;
      }
      const socket = net.connect({ host: next.address, port, family: next.family });
      open.add(socket);
      socket.once("connect", () => {
        open.delete(socket);
        end(() => resolveWith(socket.setNoDelay(true).setKeepAlive(true, 60_000)));
      });
      socket.on("error", (error) => {
        if (!open.delete(socket)) return;
        errors.push(error);
        tryNext();
      });
      headStart = setTimeout(tryNext, HEAD_START_MS);
    }

    tryNext();
  });
}

function mostTelling(errors: readonly NodeJS.ErrnoException[]): Error {
  const told = errors.find(({ code }) => code !== undefined && !NO_WAY.has(code));
  return told ?? errors[0] ?? new Error("the host has no address");
}
