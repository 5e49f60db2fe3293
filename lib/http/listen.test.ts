import { once } from "node:events";
import { createServer, get, type Server } from "node:http";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { listen } from "./listen";

const servers: Server[] = [];
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

function server(): Server {
  const made = createServer((_, response) => response.end("heard"));
  servers.push(made);
  return made;
}

afterEach(async () => {
  for (const each of servers.splice(0)) {
    each.closeAllConnections();
    if (each.listening) await once(each.close(), "close");
  }
});

async function ask(host: string, port: number): Promise<number | undefined> {
  const [response] = await once(get({ host, port, agent: false }), "response");
  response.resume();
  return response.statusCode;
}

describe("listen", () => {
  it("takes both families if no address is named", async ({ skip }) => {
    skip(!hasIpv6, "this machine has no IPv6");
    const { port, ownHost } = await listen(server(), { host: null, port: 0 });
    expect(await ask("127.0.0.1", port)).toBe(200);
    expect(await ask("::1", port)).toBe(200);
    expect(await ask(ownHost, port)).toBe(200);
  });

  const families = it.for([
    ["every address of IPv4", "0.0.0.0", "127.0.0.1"],
    ["one address of IPv4", "127.0.0.1", "127.0.0.1"],
    ["every address of both", "::", "127.0.0.1"],
    ["one address of IPv6", "::1", "::1"],
  ] as const);

  families("takes %s", async ([, host, ownHost], { skip }) => {
    skip(host.includes(":") && !hasIpv6, "this machine has no IPv6");
    const listening = await listen(server(), { host, port: 0 });
    expect(listening.ownHost).toBe(ownHost);
    expect(await ask(ownHost, listening.port)).toBe(200);
  });

  it.each<string | null>([null, "127.0.0.1"])("says that a port is taken (HOST: %s)", async (host) => {
    const { port } = await listen(server(), { host, port: 0 });
    await expect(listen(server(), { host, port })).rejects.toThrow(`PORT=${port + 1} npm start`);
  });

  it("says that an address is not this machine's", async () => {
    await expect(listen(server(), { host: "192.0.2.1", port: 0 })).rejects.toThrow("HOST names 192.0.2.1");
  });
});
