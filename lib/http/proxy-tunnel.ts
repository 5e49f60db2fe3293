import net, { type Socket } from "node:net";
import { type buildConnector, Client } from "undici";
import { bareHost } from "./refusal";

/** Thrown when it is the proxy that failed, and not the receiver behind it. */
export class ProxyError extends Error {
  override name = "ProxyError";
  /** The proxy's status; null: it could not be reached. */
  readonly status: number | null;

  constructor(cause: Error | number) {
    super("the proxy failed", typeof cause === "number" ? {} : { cause });
    this.status = typeof cause === "number" ? cause : null;
  }
}

/** The header with a proxy's user name and password, if its address contains any. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(login).toString("base64")}` };
}

/** Asks a proxy to connect to a host (CONNECT). Rejects with ProxyError. */
export async function openTunnel({
  proxy,
  connect,
  target,
  timeoutMs,
}: {
  proxy: URL;
  connect: buildConnector.connector;
  target: { hostname: string; port: number };
  timeoutMs: number;
}): Promise<Socket> {
  const authority = `${target.hostname}:${target.port}`;
  // The name in the request is the target's, but the certificate is the proxy's.
  const client = new Client(proxy.origin, {
    connect: (options, callback) => connect({ ...options, servername: serverName(proxy) }, callback),
  });
  const answer = await client
    .connect({
      path: authority,
      headers: { host: authority, ...proxyAuthorization(proxy) },
      signal: AbortSignal.timeout(timeoutMs),
    })
    .catch((error: unknown) => error as Error);
  if (!(answer instanceof Error) && answer.statusCode === 200) return answer.socket as Socket;
  if (!(answer instanceof Error)) answer.socket.on("error", () => undefined).destroy();
  await client.destroy();
  throw new ProxyError(answer instanceof Error ? answer : answer.statusCode);
}

/** The name for a proxy's certificate; empty: it has an IP address. */
function serverName({ hostname }: URL): string {
  return net.isIP(bareHost(hostname)) === 0 ? hostname : "";
}
