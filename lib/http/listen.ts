import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StartError } from "@/lib/base/run-process";

/** Where a server listens, and the host under which this very machine reaches it. */
export type Listening = { port: number; ownHost: string };

/**
 * Makes a server listen: on this address, or (null) on every address of IPv6 and IPv4, of IPv4 alone where there is no
 * IPv6. Throws StartError with what to do if it cannot.
 */
export function listen(
  server: Server,
  { host, port }: { host: string | null; port: number },
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const sentence = explain(error, { host, port });
      reject(sentence === null ? error : new StartError(sentence));
    });
    // Without a host Node tries "::", which takes both families, and then "0.0.0.0".
    server.listen({ port, ...(host !== null && { host }) }, () => {
      const bound = server.address() as AddressInfo;
      resolve({ port: bound.port, ownHost: ownHostOf(bound.address) });
    });
  });
}

/** How this very machine reaches a server that listens with these settings; null: it chooses its port itself (0). */
export function ownUrl({ host, port }: { host: string | null; port: number }): string | null {
  if (port === 0) return null;
  const own = ownHostOf(host ?? "::");
  return `http://${own.includes(":") ? `[${own}]` : own}:${port}`;
}

/** The address of this very machine for a server on this one. */
function ownHostOf(address: string): string {
  // "::" takes IPv4 as well, also where IPv6 is switched off and ::1 leads nowhere.
  return address === "0.0.0.0" || address === "::" ? "127.0.0.1" : address;
}

function explain(
  { code }: NodeJS.ErrnoException,
  { host, port }: { host: string | null; port: number },
): string | null {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use by another program. Choose another one, for example: PORT=${port + 1} npm start`;
    case "EACCES":
      return `This user may not open port ${port}. Choose one above 1023, for example: PORT=3000 npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAFNOSUPPORT":
      return `HOST names ${host}, which is not an address of this machine. Leave HOST out to listen on every address.`;
    default:
      return null;
  }
}
