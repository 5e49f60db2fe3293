import { once } from "node:events";
import { createServer, request as requestOver, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import net, { type AddressInfo } from "node:net";

/** A proxy like those of companies: it alone can look names up, and it may want a password. */
export type TestProxy = { server: Server; url: string; asked: string[]; close(): Promise<void> };

/** Starts a proxy that reaches every name at this port of this host. It records what it was asked for, and with what. */
export async function startProxy({
  port,
  password = null,
  refuses = null,
  tls = null,
}: {
  port: number;
  password?: string | null;
  /** Answers every CONNECT with this status. */
  refuses?: number | null;
  /** It is asked over TLS, with this certificate of proxy.example.org. */
  tls?: { key: Buffer; cert: Buffer } | null;
}): Promise<TestProxy> {
  const asked: string[] = [];
  const wanted = password === null ? undefined : `Basic ${Buffer.from(`hub:${password}`).toString("base64")}`;
  const server = tls === null ? createServer() : createSecureServer(tls);
  server.on("request", (request, response) => {
    asked.push(`${request.method} ${request.url} host=${request.headers.host}`);
    if (request.headers["proxy-authorization"] !== wanted) {
      response.writeHead(407).end();
      return;
    }
    const onward = requestOver({
      host: "127.0.0.1",
      port,
      method: request.method,
      path: new URL(request.url ?? "").pathname,
    });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url} host=${request.headers.host}`);
    const status = request.headers["proxy-authorization"] === wanted ? refuses : 407;
    if (status !== null) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const onward = net.connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = tls === null ? "http://@127.0.0.1" : "https://@proxy.example.org";
  const login = password === null ? "" : `hub:${encodeURIComponent(password)}@`;
  return {
    server,
    asked,
    url: `${host.replace("@", login)}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
