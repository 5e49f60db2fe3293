import { Agent, buildConnector, type Dispatcher, Pool } from "undici";
import { judgeBehindProxy } from "./judge-behind-proxy";
import { openSocket } from "./open-socket";
import { NO_PROXIES, type Proxies, proxyFor } from "./proxies";
import { openTunnel, ProxyError, proxyAuthorization } from "./proxy-tunnel";
import type { Allowed, Guard } from "./resolve";

// Each request has a limit of its own, which is the same or shorter (outbound.ts).
const CONNECT_MS = 10_000;
const KEEP_ALIVE_MS = 4_000;

type AgentOptions = {
  guard: Guard;
  proxies: Proxies;
  /** How many connections to one origin may be open at once. */
  connections: number;
};

/**
 * The HTTP agent for everything that goes out: it connects to the first address of a host that answers, through the proxy
 * that is set for it. With a guard it checks every address before it connects: literals, names, and each answer of the
 * resolver.
 */
export function outboundAgent({ guard, proxies, connections }: AgentOptions): Agent {
  const direct = connector(guard);
  const options = { connections, keepAliveTimeout: KEEP_ALIVE_MS };
  return new Agent({
    factory(given) {
      const origin = new URL(given);
      const proxy = proxyFor({ origin, proxies });
      if (proxy === null) return new Pool(origin, { ...options, connect: direct });
      if (origin.protocol === "https:")
        return new Pool(origin, { ...options, connect: tunnelConnector({ proxy, guard }) });
      const connect = judgedConnector({ origin, guard });
      return new Pool(proxy.origin, { ...options, connect }).compose(inAbsoluteForm({ origin, proxy }));
    },
  });
}

/** The agent for addresses that members of a team enter: it reaches no private address outside `allow`. */
export function guardedAgent({ allow, proxies = NO_PROXIES }: { allow: Allowed; proxies?: Proxies }): Agent {
  return outboundAgent({ guard: { allow }, proxies, connections: 64 });
}

/** Connects to a host itself. */
function connector(guard: Guard): buildConnector.connector {
  const secure = buildConnector({ timeout: CONNECT_MS });
  return (options, callback) => {
    const { hostname, protocol } = options;
    openSocket({ hostname, port: portOf(options), guard, timeoutMs: CONNECT_MS }).then(
      (socket) => {
        if (protocol === "https:") secure({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error) => callback(error, null),
    );
  };
}

/** Connects to an https host through a proxy, which sees no more than its name. */
function tunnelConnector({ proxy, guard }: { proxy: URL; guard: Guard }): buildConnector.connector {
  const secure = buildConnector({ timeout: CONNECT_MS });
  const toProxy = connector(null);
  return (options, callback) => {
    const target = { hostname: options.hostname, port: portOf(options) };
    judgeBehindProxy({ hostname: target.hostname, guard })
      .then(() => openTunnel({ proxy, connect: toProxy, target, timeoutMs: CONNECT_MS }))
      .then(
        (socket) => secure({ ...options, httpSocket: socket }, callback),
        (error) => callback(error, null),
      );
  };
}

/** Connects to a proxy, for requests to an http host behind it. */
function judgedConnector({ origin, guard }: { origin: URL; guard: Guard }): buildConnector.connector {
  const toProxy = connector(null);
  return (options, callback) => {
    judgeBehindProxy({ hostname: origin.hostname, guard }).then(
      () =>
        toProxy(options, (...[error, socket]) => {
          if (error === null) callback(null, socket);
          else callback(new ProxyError(error), null);
        }),
      (error) => callback(error, null),
    );
  };
}

/** Requests to an http host carry its whole address when they are sent to a proxy (RFC 9112 §3.2.2). */
function inAbsoluteForm({
  origin,
  proxy,
}: {
  origin: URL;
  proxy: URL;
}): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(
      {
        ...options,
        path: `${origin.origin}${options.path}`,
        headers: { ...(options.headers as object), host: origin.host, ...proxyAuthorization(proxy) },
      },
      handler,
    );
}

function portOf({ port, protocol }: Pick<buildConnector.Options, "port" | "protocol">): number {
  return Number(port) || (protocol === "https:" ? 443 : 80);
}
