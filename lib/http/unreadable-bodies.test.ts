import { once } from "node:events";
import net, { type AddressInfo, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { send } from "./outbound";
import { guardedAgent } from "./outbound-agent";

const JSON_TYPE = "Content-Type: application/json";

/** What a receiver sends in answer to the request for each path. */
const RECEIVERS: Record<string, (socket: Socket) => void> = {
  "/endless": (socket) => socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
  "/nothing": (socket) => socket.write(`HTTP/1.1 200 OK\r\n${JSON_TYPE}\r\nContent-Length: 20\r\n\r\n`),
  "/short": (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}"),
  "/reset": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}", () =>
      setTimeout(() => socket.resetAndDestroy(), 50),
    );
  },
  "/no-gzip": (socket) =>
    socket.end("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"),
  "/unheard-of": (socket) =>
    socket.end("HTTP/1.1 200 OK\r\nContent-Encoding: whatever\r\nContent-Length: 5\r\n\r\nhello"),
  "/no-chunks": (socket) =>
    socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nnonsense\r\n"),
  "/drips": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    const drip = setInterval(() => socket.write("1\r\n.\r\n"), 100);
    socket.on("close", () => clearInterval(drip));
  },
  "/refuses-endlessly": (socket) =>
    socket.write("HTTP/1.1 503 Busy\r\nRetry-After: 30\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nlater\r\n"),
};

let receiver: Server;
const agent = guardedAgent({ allow: ["127.0.0.0/8"] });

beforeAll(async () => {
  receiver = net
    .createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", (data) => RECEIVERS[data.toString().split(" ")[1] ?? ""]?.(socket));
    })
    .listen(0, "127.0.0.1");
  await once(receiver, "listening");
});
afterAll(async () => {
  await agent.destroy();
  receiver.close();
});

const ask = (path: string, more: { doesBodyDecide?: boolean; timeoutMs?: number } = {}) => {
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`;
  return send({ agent, method: "POST", url, body: "{}", timeoutMs: 8_000, ...more });
};

describe("a body that cannot be read", () => {
  it.concurrent.each([
    ["that never ends", "/endless", { status: 200, body: "{}", isWhole: false }],
    ["that never begins", "/nothing", { status: 200, body: "", isWhole: false }],
    ["shorter than its Content-Length", "/short", { status: 200, isWhole: false }],
    ["cut off by a reset", "/reset", { status: 200, isWhole: false }],
    ["that is not the gzip it claims to be", "/no-gzip", { status: 200, isWhole: false }],
    ["in broken chunks", "/no-chunks", { status: 200, isWhole: false }],
    ["that drips for ever", "/drips", { status: 200, isWhole: false }],
    [
      "of a refusal",
      "/refuses-endlessly",
      { status: 503, body: "later", headers: { "retry-after": "30" }, isWhole: false },
    ],
    [
      "in an unknown encoding is taken as it is",
      "/unheard-of",
      { status: 200, body: "hello", isWhole: true },
    ],
  ] as const)("%s leaves its status line as it is", async (_, path, answer) => {
    expect(await ask(path)).toMatchObject({ kind: "answered", ...answer });
  });

  it.concurrent("is waited for no longer than the whole request may take, even if it decides", async () => {
    const startedMs = performance.now();
    expect(await ask("/endless", { doesBodyDecide: true, timeoutMs: 2_500 })).toMatchObject({
      status: 200,
      body: "{}",
      isWhole: false,
    });
    expect(performance.now() - startedMs).toBeGreaterThan(2_400);
  });
});
