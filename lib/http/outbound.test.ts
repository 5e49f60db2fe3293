import dns from "node:dns";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, buildConnector } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { send as sendOut } from "./outbound";
import { guardedAgent } from "./outbound-agent";

// Listens on every address of this host, so any request that gets past the guard arrives here.
let canary: Server;
let hits = 0;
let port: number;
let agent: Agent;

beforeAll(async () => {
  canary = createServer((_, response) => {
    hits += 1;
    response.end();
  }).listen(0, "::");
  await once(canary, "listening");
  port = (canary.address() as AddressInfo).port;
});
afterAll(async () => {
  canary.close();
  canary.closeAllConnections();
  await once(canary, "close");
});
beforeEach(() => {
  hits = 0;
  agent = guardedAgent({ allow: [] });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await agent.destroy();
});

const send = (url: string) => sendOut({ agent, method: "POST", url, body: "{}", timeoutMs: 2_000 });

/** Makes the resolver answer with these addresses, one list per lookup; the last one repeats. */
function resolveTo(...answers: string[][]): void {
  vi.spyOn(dns, "lookup").mockImplementation(((
    _: string,
    __: object,
    callback: (error: null, addresses: dns.LookupAddress[]) => void,
  ) => {
    const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    const family = (address: string) => (address.includes(":") ? 6 : 4);
    callback(
      null,
      addresses.map((address) => ({ address, family: family(address) })),
    );
  }) as typeof dns.lookup);
}

describe("an address of this host or its network", () => {
  const literals = [
    // Loopback, as people and attackers write it.
    ...["127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1"],
    ...["017700000001", "0177.0.0.1", "0177.0.0.01", "0x7F.0x0.0x0.0x1", "127.0.0.1.", "127.0.0.01"],
    ...["%31%32%37.0.0.1", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1"],
    // This host without a name.
    ...["0", "0.0.0.0", "0x0", "00000000000", "0.0", "[::]", "[0:0:0:0:0:0:0:0]"],
    ...["[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::1].", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"],
    ...["[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]"],
    ...["[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::1]"],
    // Private networks.
    ...["10.0.0.1", "167772161", "0xa000001", "012.0.0.1", "172.16.0.1", "192.168.0.1", "3232235521"],
    ...["100.64.0.1", "198.18.0.1", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[::ffff:10.0.0.1]"],
    // Link-local and metadata.
    ...["169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518"],
    ...["[::ffff:169.254.169.254]", "[::a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]"],
    ...["[fe80::1]", "[fd00:ec2::254]", "[fd20:ce::254]", "168.63.129.16", "100.100.100.200"],
    ...["224.0.0.1", "255.255.255.255", "[ff02::1]"],
  ];

  it.each(literals)("is refused as %s", async (host) => {
    expect(await send(`http://${host}:${port}/`)).toMatchObject({ kind: "failed" });
    expect(hits).toBe(0);
  });

  it.each([
    "http://user:password@127.0.0.1",
    "http://example.org@127.0.0.1",
    "http://127.0.0.1#@example.org",
    "http:\\\\127.0.0.1",
    "http:127.0.0.1",
    "http://[fe80::1%25lo]",
    "http://[::1%25lo]",
  ])("is refused as %s", async (start) => {
    expect(await send(`${start}:${port}/`)).toMatchObject({ kind: "failed" });
    expect(hits).toBe(0);
  });

  const names: [string, string[]][] = [
    ["localhost", ["127.0.0.1"]],
    ["localhost.", ["::1"]],
    ["LOCALHOST", ["::1", "127.0.0.1"]],
    ["intranet.example.org", ["10.0.0.1"]],
    ["127.0.0.1.nip.io", ["127.0.0.1"]],
    ["mapped.example.org", ["::ffff:127.0.0.1"]],
    ["zone.example.org", ["fe80::1%lo"]],
    ["xn--nxasmm1c.example.org", ["192.168.1.1"]],
    ["ıntranet.example.org", ["127.0.0.1"]],
    ["metadata.google.internal", ["169.254.169.254"]],
    ["metadata6.example.org", ["fd00:ec2::254"]],
  ];
  it.each(names)("is refused under the name %s", async (name, addresses) => {
    resolveTo(addresses);
    const answer = await send(`http://${name}:${port}/`);
    expect(answer).toMatchObject({ kind: "failed", message: expect.stringContaining("address") });
    expect(hits).toBe(0);
  });

  it("is refused when a name resolves differently after the check", async () => {
    agent = guardedAgent({ allow: ["127.0.0.2/32"] });
    resolveTo(["127.0.0.2"], ["127.0.0.1"]);
    const url = `http://rebinding.example.org:${port}/`;
    expect(await send(url)).toMatchObject({ kind: "answered", status: 200 });
    canary.closeAllConnections();
    const addresses = new Set<string | undefined>();
    canary.once("connection", (socket) => addresses.add(socket.localAddress));
    expect(await send(url)).toMatchObject({ kind: "failed" });
    expect([...addresses]).toEqual([]);
    expect(hits).toBe(1);
  });

  it("is skipped when the name also has a public one", async () => {
    agent = guardedAgent({ allow: ["127.0.0.2/32"] });
    resolveTo(["127.0.0.1", "::1", "127.0.0.2"]);
    const seen: (string | undefined)[] = [];
    canary.once("connection", (socket) => seen.push(socket.localAddress));
    expect(await send(`http://both.example.org:${port}/`)).toMatchObject({ kind: "answered" });
    expect(seen).toEqual(["::ffff:127.0.0.2"]);
  });
});

it("explains that fetch blocks a port", async () => {
  expect(await send("http://93.184.215.14:6667/")).toMatchObject({
    message: expect.stringContaining("nothing is ever sent to it"),
  });
});

it("returns a redirect into the network without following it", async () => {
  const server = createServer((_, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
  }).listen(0, "127.0.0.3");
  await once(server, "listening");
  agent = guardedAgent({ allow: ["127.0.0.0/8"] });
  const answer = await send(`http://127.0.0.3:${(server.address() as AddressInfo).port}/`);
  expect(answer).toMatchObject({ kind: "answered", status: 307 });
  expect(hits).toBe(0);
  server.close();
  server.closeAllConnections();
});

describe("a process that was frozen while opening a connection", () => {
  beforeEach(() => {
    const connect = buildConnector({});
    agent = new Agent({
      connect(options, callback) {
        connect(options, (...opened) => {
          const before = performance.now();
          // Its timers have not fired yet.
          vi.spyOn(performance, "now").mockImplementation(() => before + 5_000);
          callback(...opened);
        });
      },
    });
  });

  const ask = (limits: { timeoutMs: number; notAfterMs?: number }) =>
    sendOut({ agent, method: "POST", url: `http://127.0.0.1:${port}/`, body: "{}", ...limits });

  it.each([
    ["sends nothing after its timeout", () => ({ timeoutMs: 4_000 }), "failed"],
    [
      "sends nothing once another worker may send",
      () => ({ timeoutMs: 9_000, notAfterMs: performance.now() + 4_000 }),
      "failed",
    ],
    [
      "sends while there is time",
      () => ({ timeoutMs: 9_000, notAfterMs: performance.now() + 8_000 }),
      "answered",
    ],
  ])("%s", async (_, limits, kind) => {
    expect(await ask(limits())).toMatchObject({ kind });
    expect(hits).toBe(kind === "answered" ? 1 : 0);
  });
});

describe("an allowed network", () => {
  it("can be reached, so these tests would notice a leak", async () => {
    agent = guardedAgent({ allow: ["127.0.0.0/8"] });
    for (const host of ["127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
      expect(await send(`http://${host}:${port}/`)).toMatchObject({ kind: "answered", status: 200 });
    expect(hits).toBe(4);
    expect(await send(`http://[::1]:${port}/`)).toMatchObject({ kind: "failed" });
  });

  it.each(["169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:169.254.169.254]"])(
    "still excludes %s",
    async (host) => {
      agent = guardedAgent({ allow: ["0.0.0.0/0", "::/0", "169.254.0.0/16"] });
      expect(await send(`http://${host}:${port}/`)).toEqual({
        kind: "failed",
        message: expect.stringContaining("which LunaSentri never contacts"),
      });
    },
  );
});

describe("a request", () => {
  let receiver: Server;
  const seen: string[] = [];

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        seen.push(`${request.method} ${request.headers["x-given"]} ${body}`);
        response.writeHead(429, {
          "retry-after": "30",
          "x-ratelimit-reset-after": "1.5",
          "x-limit-app-reset": "1767225600",
          "content-type": "application/json",
          "set-cookie": "session=1",
        });
        response.end("{}");
      });
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
  });
  afterAll(async () => {
    receiver.close();
    receiver.closeAllConnections();
    await once(receiver, "close");
  });

  it.each(["POST", "PUT", "PATCH", "GET"] as const)(
    "goes out as %s, and its answer says when to come again",
    async (method) => {
      agent = guardedAgent({ allow: ["127.0.0.0/8"] });
      const answer = await sendOut({
        agent,
        method,
        url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
        headers: { "x-given": "yes" },
        ...(method !== "GET" && { body: "{}" }),
        timeoutMs: 2_000,
      });
      expect(seen.at(-1)).toBe(`${method} yes ${method === "GET" ? "" : "{}"}`);
      expect(answer).toEqual({
        kind: "answered",
        status: 429,
        headers: {
          "retry-after": "30",
          "x-ratelimit-reset-after": "1.5",
          "x-limit-app-reset": "1767225600",
          "content-type": "application/json",
        },
        body: "{}",
        isWhole: true,
      });
    },
  );
});
