import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dropSilentSockets, openFilesLimit, socketLimits } from "./sockets";

it.each([
  [256, 128, 64],
  [1_024, 512, 256],
  [2_048, 1_280, 512],
  [20_000, 17_696, 2_048],
  [1_048_576, 20_000, 2_048],
  [Number.MAX_SAFE_INTEGER, 20_000, 2_048],
])("of %s files, %s may be sockets, and %s requests may be passed on", (files, sockets, underWay) => {
  const passage = { underWay, underWayOfOne: underWay / 2 };
  expect(socketLimits(files)).toEqual({ sockets, passage });
});

it("knows how many files this process may open", () => {
  expect(openFilesLimit()).toBeGreaterThan(100);
});

const LIMIT = 5;
let server: Server;
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  server = createServer((asked, response) => {
    if (asked.url === "/slow") return;
    asked.resume().on("end", () => response.end("ok"));
  });
  dropSilentSockets(server, LIMIT);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

const port = () => (server.address() as AddressInfo).port;

/** Opens a socket that says no more than this; resolves once the server has it. */
async function open(said = ""): Promise<Socket> {
  const socket = connect(port(), "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  const [event] = said.includes("\r\n\r\n") ? ["request"] : ["connection"];
  const isThere = once(server, event);
  if (said !== "") socket.write(said);
  await isThere;
  return socket;
}

/** Asks on a connection of its own, as an agent does. */
async function ask(): Promise<number | undefined> {
  const outgoing = request({ port: port(), host: "127.0.0.1", agent: false, method: "POST" });
  outgoing.end("{}");
  const [answer] = await once(outgoing, "response");
  answer.resume();
  await once(answer, "end");
  return answer.statusCode;
}

const HEAD = "POST / HTTP/1.1\r\nHost: hub\r\n";

it.each([
  ["say nothing", ""],
  ["never end the headers of their request", HEAD],
  ["never end the body of their request", `${HEAD}Content-Length: 5\r\n\r\n{`],
  ["wait between two requests", `${HEAD}\r\n`],
])("hears everybody while sockets that %s fill it twice over", async (_, said) => {
  for (let i = 0; i < 2 * LIMIT; i++) {
    await open(said);
    expect(await ask()).toBe(200);
  }
  const [first] = sockets;
  if (first !== undefined && !first.destroyed) await once(first.resume(), "close");
  expect(first?.destroyed).toBe(true);
});

it("drops the oldest that has never asked before one between two requests", async () => {
  const asked = await open(`${HEAD}\r\n`);
  const [answered] = await once(asked, "data");
  expect(String(answered)).toMatch(/^HTTP\/1.1 200/);
  const silent = await open();
  for (let i = 0; i < LIMIT - 1; i++) await open();
  await once(silent.resume(), "close");
  expect(asked.destroyed).toBe(false);
});

it("drops no socket whose request it is answering", async () => {
  const busy: Socket[] = [];
  for (let i = 0; i < LIMIT; i++) busy.push(await open("GET /slow HTTP/1.1\r\nHost: hub\r\n\r\n"));
  expect(await ask()).toBe(200);
  expect(busy.map(({ destroyed }) => destroyed)).toEqual(busy.map(() => false));
});
