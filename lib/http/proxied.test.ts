import { spawnSync } from "node:child_process";
import dns from "node:dns";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import tls from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { send as sendOut } from "./outbound";
import { guardedAgent, outboundAgent } from "./outbound-agent";
import { startProxy, type TestProxy } from "./proxy.fixture";

let receiver: Server;
let proxy: TestProxy;
let hits = 0;
const port = () => (receiver.address() as AddressInfo).port;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    hits += 1;
    response.end(request.method);
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
});
afterAll(() => {
  receiver.close();
  receiver.closeAllConnections();
});
beforeEach(() => {
  hits = 0;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await proxy.close();
});

/** The resolver of this host: it knows these names only. */
function resolveTo(names: Record<string, string[]>): void {
  vi.spyOn(dns, "lookup").mockImplementation(((
    name: string,
    _: object,
    callback: (...found: unknown[]) => void,
  ) => {
    const addresses = names[name]?.map((address) => ({ address, family: net.isIP(address) }));
    if (addresses === undefined) callback(Object.assign(new Error("not found"), { code: "ENOTFOUND" }));
    else callback(null, addresses);
  }) as typeof dns.lookup);
}

async function ask(url: string, { isGuarded = true, except = [] as string[], allow = [] as string[] } = {}) {
  const proxies = { https: new URL(proxy.url), http: new URL(proxy.url), except };
  const agent = isGuarded
    ? guardedAgent({ allow, proxies })
    : outboundAgent({ guard: null, proxies, connections: 1 });
  const answer = await sendOut({ agent, method: "POST", url, body: "{}", timeoutMs: 4_000 });
  await agent.destroy();
  return answer;
}

const PUBLIC = ["93.184.215.14"];

describe("a hub behind a proxy", () => {
  it("asks it for http addresses, in absolute form, so that it needs no tunnel", async () => {
    proxy = await startProxy({ port: port() });
    resolveTo({ "hooks.example.org": PUBLIC });
    expect(await ask("http://hooks.example.org/a?b=c")).toMatchObject({ status: 200, body: "POST" });
    expect(proxy.asked).toEqual(["POST http://hooks.example.org/a?b=c host=hooks.example.org"]);
  });

  it("reaches what only the proxy can look up", async () => {
    proxy = await startProxy({ port: port() });
    resolveTo({});
    expect(await ask("http://hooks.example.org/")).toMatchObject({ status: 200 });
    expect(await ask("http://api.telegram.org/", { isGuarded: false })).toMatchObject({ status: 200 });
    expect(hits).toBe(2);
  });

  it("tells the proxy its password", async () => {
    proxy = await startProxy({ port: port(), password: "p:ss w@rd%" });
    resolveTo({});
    expect(await ask("http://hooks.example.org/")).toMatchObject({ status: 200 });
  });

  it("goes past the proxy where NO_PROXY says so, and judges the address as ever", async () => {
    proxy = await startProxy({ port: port() });
    const name = "hooks.example.org";
    resolveTo({ [name]: ["127.0.0.1"] });
    const url = `http://${name}:${port()}/`;
    expect(await ask(url, { except: ["example.org"], allow: ["127.0.0.0/8"] })).toMatchObject({
      status: 200,
    });
    expect(await ask(url, { except: ["example.org"] })).toMatchObject({ kind: "failed" });
    expect({ hits, asked: proxy.asked }).toEqual({ hits: 1, asked: [] });
  });

  const forbidden: [string, string, Record<string, string[]>][] = [
    ["a private address", "http://10.0.0.1", {}],
    ["a private IPv6 address", "https://[fd12::1]", {}],
    ["this host", "http://127.0.0.1", {}],
    ["a metadata service", "https://169.254.169.254", {}],
    [
      "a name with a private address",
      "https://intranet.example.org",
      { "intranet.example.org": ["10.0.0.1"] },
    ],
    [
      "a name that also has a private address, because the proxy may choose it",
      "http://both.example.org",
      { "both.example.org": [...PUBLIC, "10.0.0.1"] },
    ],
    ["an internal name that only the proxy can look up", "http://printer", {}],
    ["one below an internal name", "https://metadata.google.internal", {}],
    ["one with a trailing dot", "http://nas.local.", {}],
  ];
  it.each(forbidden)("does not ask it for %s", async (_, url, names) => {
    proxy = await startProxy({ port: port() });
    resolveTo(names);
    expect(await ask(`${url}/`)).toMatchObject({ kind: "failed" });
    expect({ hits, asked: proxy.asked }).toEqual({ hits: 0, asked: [] });
  });

  const failures: [string, () => Promise<TestProxy>, string][] = [
    [
      "wants a password",
      () =>
        startProxy({ port: port(), password: "secret" }).then((made) => ({
          ...made,
          url: made.url.replace("secret", "wrong-one"),
        })),
      "the proxy answered HTTP 407; check the user name and password in HTTPS_PROXY",
    ],
    [
      "allows no such host",
      () => startProxy({ port: port(), refuses: 403 }),
      "the proxy answered HTTP 403, so it does not allow this host",
    ],
    [
      "cannot reach the host",
      () => startProxy({ port: port(), refuses: 502 }),
      "the proxy answered HTTP 502",
    ],
    [
      "is not there",
      () =>
        startProxy({ port: port() }).then((made) => ({ ...made, url: "http://hub:wrong-one@127.0.0.1:1" })),
      "the proxy cannot be reached: the connection was refused: nothing listens there",
    ],
  ];
  it.each(failures)("says so when the proxy %s, without its password", async (_, start, message) => {
    proxy = await start();
    resolveTo({});
    expect(await ask("https://hooks.example.org/")).toEqual({ kind: "failed", message });
  });
});

describe("an https receiver", () => {
  const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
  const folder = mkdtempSync(path.join(tmpdir(), "lunasentri-tls-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function startReceiver() {
    const [key, cert] = [path.join(folder, "key"), path.join(folder, "cert")];
    const name = [
      "-subj",
      "/CN=hooks.example.org",
      "-addext",
      "subjectAltName=DNS:hooks.example.org,DNS:proxy.example.org",
    ];
    const how = [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "2",
    ];
    spawnSync("openssl", [...how, ...name, "-keyout", key, "-out", cert]);
    const given = { key: readFileSync(key), cert: readFileSync(cert) };
    const server = createSecureServer(given, (request, response) => {
      hits += 1;
      response.end(request.headers.host);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, given, port: (server.address() as AddressInfo).port };
  }

  it("is reached through a tunnel, and directly, and is judged by its own certificate", async ({ skip }) => {
    skip(!hasOpenssl, "openssl is not installed");
    const secure = await startReceiver();
    proxy = await startProxy({ port: secure.port, password: "secret" });
    resolveTo({ "hooks.example.org": ["127.0.0.1"], "other.example.org": ["127.0.0.1"] });
    const through = { allow: ["127.0.0.0/8"] };
    const past = { ...through, except: ["*"] };
    const url = `https://hooks.example.org:${secure.port}/`;
    for (const way of [through, past])
      expect(await ask(url, way)).toEqual({
        kind: "failed",
        message: "the receiver's certificate is self-signed",
      });
    trust(secure.given.cert);
    for (const way of [through, past]) {
      expect(await ask(url, way)).toMatchObject({ status: 200, body: `hooks.example.org:${secure.port}` });
      expect(await ask(url.replace("hooks", "other"), way)).toEqual({
        kind: "failed",
        message: "the receiver's certificate is for another name",
      });
    }
    expect(hits).toBe(2);
    expect(proxy.asked[0]).toBe(
      `CONNECT hooks.example.org:${secure.port} host=hooks.example.org:${secure.port}`,
    );
    expect(proxy.asked).toHaveLength(3);
    secure.server.close();
    secure.server.closeAllConnections();
  });

  it("is reached through a proxy that is asked over TLS", async ({ skip }) => {
    skip(!hasOpenssl, "openssl is not installed");
    const secure = await startReceiver();
    proxy = await startProxy({ port: secure.port, password: "secret", tls: secure.given });
    resolveTo({ "proxy.example.org": ["127.0.0.1"] });
    expect(await ask("https://hooks.example.org/")).toEqual({
      kind: "failed",
      message: "the proxy cannot be reached: its certificate is self-signed",
    });
    trust(secure.given.cert);
    expect(await ask("https://hooks.example.org/")).toMatchObject({ status: 200, body: "hooks.example.org" });
    expect(proxy.asked).toEqual(["CONNECT hooks.example.org:443 host=hooks.example.org:443"]);
    secure.server.close();
    secure.server.closeAllConnections();
  });
});

/** Takes a certificate for what it says, as if a known authority had issued it. */
function trust(ca: Buffer): void {
  const connect = tls.connect.bind(tls);
  vi.spyOn(tls, "connect").mockImplementation(((options: tls.ConnectionOptions) =>
    connect({ ...options, ca })) as typeof tls.connect);
}
