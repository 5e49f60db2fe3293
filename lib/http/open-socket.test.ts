import dns from "node:dns";
import { once } from "node:events";
import net, { type AddressInfo, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { alternate, openSocket } from "./open-socket";

let server: Server;
let port: number;

beforeAll(async () => {
  server = net.createServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
});
afterEach(() => vi.restoreAllMocks());

/** What becomes of a connection: it is made after this time, refused after it, or nothing ever comes back. */
type Fate = { madeAfterMs: number } | { fails: string; afterMs: number } | "silence";

/** A network in which each address has its fate. Returns the sockets that were opened. */
function network(fates: Record<string, Fate>): { address: string; socket: net.Socket }[] {
  const opened: { address: string; socket: net.Socket }[] = [];
  vi.spyOn(dns, "lookup").mockImplementation(((
    _: string,
    __: object,
    callback: (...found: unknown[]) => void,
  ) =>
    callback(
      null,
      Object.keys(fates).map((address) => ({ address, family: net.isIP(address) })),
    )) as typeof dns.lookup);
  vi.spyOn(net, "connect").mockImplementation(((options: { host: string }) => {
    const fate = fates[options.host] ?? "silence";
    const socket = new net.Socket();
    opened.push({ address: options.host, socket });
    if (fate === "silence") return socket;
    const act = () => {
      if (socket.destroyed) return;
      if ("fails" in fate) socket.destroy(Object.assign(new Error(fate.fails), { code: fate.fails }));
      else socket.connect({ host: "127.0.0.1", port });
    };
    setTimeout(act, "fails" in fate ? fate.afterMs : fate.madeAfterMs);
    return socket;
  }) as unknown as typeof net.connect);
  return opened;
}

const open = (timeoutMs = 2_000) =>
  openSocket({ hostname: "slow.example.org", port, guard: null, timeoutMs });

const IPV4 = "192.0.2.1";
const IPV6 = "2001:db8::1";
const NO_IPV6: Fate = { fails: "ENETUNREACH", afterMs: 0 };

describe("openSocket", () => {
  const arrives: [string, Record<string, Fate>][] = [
    ["a slow link without IPv6", { [IPV4]: { madeAfterMs: 600 }, [IPV6]: NO_IPV6 }],
    ["a slow link without IPv6, asked for IPv6 first", { [IPV6]: NO_IPV6, [IPV4]: { madeAfterMs: 600 } }],
    ["a slow link whose IPv6 answers nothing", { [IPV6]: "silence", [IPV4]: { madeAfterMs: 600 } }],
    ["a slow link to a host with one address", { [IPV4]: { madeAfterMs: 600 } }],
    [
      "a host of which only the last address works",
      {
        "192.0.2.2": "silence",
        "192.0.2.3": { fails: "ECONNREFUSED", afterMs: 10 },
        [IPV6]: NO_IPV6,
        "192.0.2.4": { madeAfterMs: 400 },
      },
    ],
  ];
  it.each(arrives)("gets through on %s", async (_, fates) => {
    const opened = network(fates);
    const socket = await open();
    expect(socket.destroyed).toBe(false);
    const others = opened.filter((each) => each.socket !== socket);
    expect(others.map((each) => each.socket.destroyed)).toEqual(others.map(() => true));
    socket.destroy();
  });

  it("leaves the other addresses alone while the first one is quick", async () => {
    const opened = network({ [IPV4]: { madeAfterMs: 10 }, [IPV6]: { madeAfterMs: 10 } });
    (await open()).destroy();
    expect(opened.map(({ address }) => address)).toEqual([IPV4]);
  });

  const fails: [string, Record<string, Fate>, string][] = [
    ["when nothing answers in time", { [IPV4]: "silence", [IPV6]: "silence" }, "ETIMEDOUT"],
    [
      "with the refusal rather than a family that is missing here",
      { [IPV6]: NO_IPV6, [IPV4]: { fails: "ECONNREFUSED", afterMs: 10 } },
      "ECONNREFUSED",
    ],
    ["when there is no network", { [IPV4]: NO_IPV6, [IPV6]: NO_IPV6 }, "ENETUNREACH"],
  ];
  it.each(fails)("fails %s", async (_, fates, code) => {
    const opened = network(fates);
    await expect(open(700)).rejects.toMatchObject({ code });
    expect(opened.every(({ socket }) => socket.destroyed)).toBe(true);
  });
});

describe("alternate", () => {
  const four = (address: string) => ({ address, family: 4 });
  const six = (address: string) => ({ address, family: 6 });
  it.each([
    ["nothing of nothing", [], []],
    ["one of each family in turn", [six("a"), six("b"), four("c")], ["a", "c", "b"]],
    ["the rest of the other family last", [four("a"), six("b"), six("c"), six("d")], ["a", "b", "c", "d"]],
  ])("%s", (_, addresses, order) => {
    expect(alternate(addresses).map(({ address }) => address)).toEqual(order);
  });
});
