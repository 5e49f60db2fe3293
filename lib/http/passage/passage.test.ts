import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { Agent, request } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFrontServer } from "../door/front-server";
import { settleForwarded } from "../forwarded";
import { endWithAnswer } from "../unread-body";
import { Passage } from "./passage";
import { answerAlive, createWebServer, listenOnSocket } from "./web-server";

const LIMITS = { underWay: 6, underWayOfOne: 5 };
let folder: string;
let file: string;
let front: Server;
let passage: Passage;
let agent: Agent;
let webs: Server[];

beforeEach(async () => {
  webs = [];
  agent = new Agent({ connections: null });
  folder = await mkdtemp(path.join(tmpdir(), "lunasentri-passage-"));
  file = path.join(folder, "web.sock");
  passage = new Passage(file, LIMITS);
  front = createFrontServer({ sockets: 200, margin: 10 }).on("request", (asked, response) => {
    settleForwarded({ headers: asked.headers, peer: asked.socket.remoteAddress, trusted: [], hubUrl: null });
    passage.pass(asked, response);
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
});
afterEach(async () => {
  passage.close();
  await agent.destroy();
  for (const server of [front, ...webs]) {
    server.close();
    server.closeAllConnections();
  }
  await rm(folder, { recursive: true, force: true });
});

type Handle = (asked: IncomingMessage, response: ServerResponse) => void;

/** A web process that answers like this. */
async function begin(handle: Handle): Promise<Server> {
  const server = createWebServer().on("request", (asked, response) => {
    if (!answerAlive(asked, response)) handle(asked, response);
  });
  webs.push(server);
  await listenOnSocket(server, file);
  return server;
}

/** Ends it as a kill would. */
function kill(server: Server): void {
  server.close();
  server.closeAllConnections();
}

const port = () => (front.address() as AddressInfo).port;
const url = (target = "/") => `http://127.0.0.1:${port()}${target}`;
const ask = (target = "/", options: Parameters<typeof request>[1] = {}) =>
  request(url(target), { dispatcher: agent, ...options });

/** Writes bytes and returns all that comes back until the connection ends. */
async function send(bytes: string): Promise<string> {
  const socket = connect(port(), "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

describe("what is passed on", () => {
  it("arrives with its method, target, headers and body, and so does its answer", async () => {
    await begin(async (asked, response) => {
      const body = await text(asked);
      response.setHeader("set-cookie", ["a=1", "b=2"]);
      response.writeHead(201, "Made", { "x-own": asked.headers["x-own"] });
      response.end(`${asked.method} ${asked.url} ${asked.headers.host} ${body}`);
    });
    const answer = await ask("/a%20b?c=d", { method: "PATCH", body: "words", headers: { "x-own": "1" } });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ "set-cookie": ["a=1", "b=2"], "x-own": "1" });
    expect(await answer.body.text()).toBe(`PATCH /a%20b?c=d 127.0.0.1:${port()} words`);
  });

  it("keeps a body's bytes and frame, with a length or in chunks, whatever the method", async () => {
    await begin(async (asked, response) => {
      const body = await text(asked);
      response.end(`[${asked.url} ${body}]`);
    });
    const chunked = "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";
    const answers = await send(
      `GET /1 HTTP/1.1\r\nHost: a\r\n${chunked}DELETE /2 HTTP/1.1\r\nHost: a\r\n${chunked}` +
        "GET /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\ncd" +
        "GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    );
    expect(answers.match(/\[.*?\]/g)).toEqual(["[/1 ab]", "[/2 ab]", "[/3 cd]", "[/4 ]"]);
  });

  it.each([
    ["Connection names its length", "Connection: content-length\r\n"],
    ["Connection names its chunks", "Connection: close, Transfer-Encoding\r\n"],
    ["Connection names its sender", "Connection: x-forwarded-for, x-forwarded-host\r\n"],
    ["a thousand others come before", "a: 1\r\n".repeat(1_200)],
    ["there is an empty one of chunks", "Transfer-Encoding:\r\n"],
  ])(
    "keeps its frame and its sender although %s, and a body is never taken for a request",
    async (_, headers) => {
      const seen: string[] = [];
      await begin(async (asked, response) => {
        const { "x-forwarded-host": host, "x-forwarded-for": sender } = asked.headers;
        seen.push(`${asked.method} ${asked.url} ${host} ${sender}`);
        response.end(await text(asked));
      });
      const hidden = "DELETE /hidden HTTP/1.1\r\nHost: a\r\nX-Swallow: ";
      const frames = [`Content-Length: ${hidden.length}\r\n\r\n${hidden}`];
      frames.push(
        `Transfer-Encoding: chunked\r\n\r\n${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
      );
      for (const method of ["GET", "HEAD", "DELETE", "OPTIONS", "POST"]) {
        for (const frame of frames) {
          const socket = connect(port(), "127.0.0.1");
          socket.write(`${method} /seen HTTP/1.1\r\nHost: a\r\n${headers}${frame}`);
          let answer = "";
          socket.setEncoding("utf8").on("data", (part) => {
            answer += part;
          });
          const isWhole = () => answer.includes(hidden) || /^HTTP\/1\.1 400/.test(answer);
          const isDone = () => isWhole() || (method === "HEAD" && answer !== "");
          await expect.poll(isDone, { interval: 5 }).toBe(true);
          socket.destroy();
          expect(await (await ask("/next")).body.text()).toBe("");
          const local = "127.0.0.1";
          const next = `GET /next ${local}:${port()} ${local}`;
          const all = seen.splice(0);
          expect(all.at(-1)).toBe(next);
          // What is refused as malformed never arrives.
          expect([`${method} /seen a ${local}`, undefined]).toContain(all.slice(0, -1)[0]);
          expect(all.length).toBeLessThanOrEqual(2);
        }
      }
    },
  );

  it("is not the question whether the web process works, which only ingest asks", async () => {
    await begin((asked, response) => response.end(asked.url));
    const answer = await ask("/.alive");
    expect([answer.statusCode, await answer.body.text()]).toEqual([200, "/.alive"]);
  });

  it("is an answer with headers as long as they may be made from what was asked", async () => {
    const location = `/sign-in?callback=${"%25".repeat(8_000)}`;
    await begin((_, response) => response.writeHead(307, { location }).end());
    expect(await send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).toContain(
      `location: ${location}\r\n`,
    );
  });

  it("is a large body in both directions", async () => {
    await begin((asked, response) => asked.pipe(response));
    const body = randomBytes(8 * 1024 * 1024);
    const answer = await ask("/", { method: "POST", body });
    expect(Buffer.from(await answer.body.arrayBuffer()).equals(body)).toBe(true);
  });

  it("is what comes without a Host, from before there were any", async () => {
    await begin((_, response) => response.end("old"));
    expect(await send("GET / HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 OK\r\n.*old$/s);
  });

  it("is an answer that says no more for a while, from its headers on", async () => {
    await begin((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      front.once("go on", () => response.write("event: tick\n\n"));
    });
    const answer = await ask("/api/live");
    expect(answer.headers["content-type"]).toBe("text/event-stream");
    front.emit("go on");
    const [first] = await once(answer.body, "data");
    expect(String(first)).toBe("event: tick\n\n");
    answer.body.destroy();
  });
});

describe("an end", () => {
  it("of an answer before all of the request is there does not lose the answer", async () => {
    await begin((_, response) => {
      endWithAnswer(response);
      response.writeHead(413).end("too long");
    });
    for (let i = 0; i < 20; i++) {
      const answer = await ask("/", { method: "POST", body: Buffer.alloc(i * 200_000) });
      expect([answer.statusCode, await answer.body.text()]).toEqual([413, "too long"]);
    }
  });

  it("on the client's side reaches the web process", async () => {
    const left = new Promise((resolve) => {
      void begin((asked, response) => {
        response.once("close", () => resolve(asked.url));
        response.writeHead(200).write("some");
      });
    });
    await expect.poll(() => passage.isUp()).toBe(true);
    const answer = await ask("/long");
    answer.body.destroy();
    answer.body.on("error", () => {});
    expect(await left).toBe("/long");
  });

  it("on the client's side ends all that it has begun, also what waits for its turn on the same connection", async () => {
    let open = 0;
    const held: ServerResponse[] = [];
    await begin((_, response) => {
      open += 1;
      held.push(response);
      response.once("close", () => {
        open -= 1;
      });
    });
    for (let round = 0; round < 3; round++) {
      const socket = connect(port(), "127.0.0.1");
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(4));
      await expect.poll(() => open).toBe(4);
      socket.resetAndDestroy();
      await expect.poll(() => open).toBe(0);
    }
    const answer = ask();
    await expect.poll(() => open).toBe(1);
    held.at(-1)?.end("ok");
    expect(await (await answer).body.text()).toBe("ok");
  });

  it("in the middle of an answer breaks it off, and the client can tell", async () => {
    const web = await begin((_, response) => response.writeHead(200, { "content-length": 10 }).write("some"));
    const answer = await ask();
    await once(answer.body, "readable");
    kill(web);
    await expect(answer.body.text()).rejects.toThrow();
  });

  it("of a body before its time reaches the web process, and nothing else is taken for the rest of it", async () => {
    const seen: string[] = [];
    await begin((asked, response) => {
      seen.push(`${asked.url}`);
      asked.on("error", () => front.emit("broken"));
      asked.resume().on("end", () => response.end("ok"));
    });
    const broken = once(front, "broken");
    const socket = connect(port(), "127.0.0.1");
    socket.write("POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nGET /hidden HTTP/1.1\r\n");
    await expect.poll(() => seen).toEqual(["/half"]);
    socket.destroy();
    await broken;
    expect(await (await ask("/next")).body.text()).toBe("ok");
    expect(seen).toEqual(["/half", "/next"]);
  });
});

describe("while the web process is away", () => {
  it("people get a page that comes back by itself, programs an error, and then the answer", async () => {
    const page = await ask("/", { headers: { accept: "text/html,*/*" } });
    expect([page.statusCode, page.headers["retry-after"]]).toEqual([503, "2"]);
    const words = await page.body.text();
    expect(words).toContain("its machines are still heard");
    expect(words).toContain('http-equiv="refresh"');
    const call = await ask("/api/v1/me", { method: "POST", body: "{}" });
    expect(call.statusCode).toBe(503);
    expect(await call.body.json()).toMatchObject({ error: { code: "unavailable" } });
    expect(await passage.isUp()).toBe(false);
    await begin((_, response) => response.end("back"));
    expect(await (await ask()).body.text()).toBe("back");
    expect(await passage.isUp()).toBe(true);
  });

  it("the scripts of a page that has arrived wait until it is back", async () => {
    const script = ask("/_next/static/chunks/a.js");
    expect((await ask("/")).statusCode).toBe(503);
    await begin((asked, response) => response.end(asked.url));
    expect(await (await script).body.text()).toBe("/_next/static/chunks/a.js");
  });

  it("somebody whose change was on its way is told that it may have been made", async () => {
    const web = await begin(() => kill(web));
    const answer = await ask("/api/v1/machines", { method: "POST", body: "{}" });
    expect(answer.statusCode).toBe(503);
    const words = await answer.body.text();
    expect(words).toContain("may have been done all the same");
    expect(words).not.toContain("Try again");
  });

  it("one that is frozen is told of in the end", async () => {
    await begin(() => {});
    const hasty = new Passage(file, LIMITS, 50);
    passage.close();
    passage = hasty;
    const answer = await ask();
    expect([answer.statusCode, await answer.body.text()]).toEqual([
      503,
      expect.stringContaining("still heard"),
    ]);
  });

  it("a restart is not noticed on a connection that was open from before", async () => {
    const first = await begin((_, response) => response.end("first"));
    expect(await (await ask()).body.text()).toBe("first");
    kill(first);
    await begin((_, response) => response.end("second"));
    expect(await (await ask()).body.text()).toBe("second");
  });
});

it("has few requests of one connection under way, however many are sent", async () => {
  let arrived = 0;
  await begin(() => {
    arrived += 1;
  });
  const socket = connect(port(), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(40));
  await expect.poll(() => arrived).toBe(4);
  socket.destroy();
  await expect.poll(() => passage.isUp()).toBe(true);
  expect(arrived).toBe(4);
});

it("refuses what is beyond its limits, and takes the next once there is room", async () => {
  const open: ServerResponse[] = [];
  await begin((_, response) => {
    open.push(response);
    front.emit("arrived");
  });
  const waiting = Array.from({ length: 5 }, () => ask());
  await expect.poll(() => open.length).toBe(5);
  expect((await ask()).statusCode).toBe(503);
  for (const response of open) response.end("ok");
  for (const answer of await Promise.all(waiting)) expect(await answer.body.text()).toBe("ok");
  const arrived = once(front, "arrived");
  const later = ask();
  await arrived;
  open.at(-1)?.end("later");
  expect(await (await later).body.text()).toBe("later");
});

describe("listenOnSocket", () => {
  it("takes the place of what a killed process has left, and only this user may enter", async () => {
    const { spawnSync } = await import("node:child_process");
    const code = `require("net").createServer().listen(${JSON.stringify(file)}, () => process.kill(process.pid, "SIGKILL"))`;
    spawnSync(process.execPath, ["-e", code]);
    await begin((_, response) => response.end("new"));
    expect(await (await ask()).body.text()).toBe("new");
  });

  it("refuses to take the place of a process that lives", async () => {
    await begin(() => {});
    await expect(listenOnSocket(createServer(), file)).rejects.toThrow("another web process listens on");
  });

  it("deletes nothing that is no socket", async () => {
    await writeFile(file, "a file of somebody");
    await expect(listenOnSocket(createServer(), file)).rejects.toThrow("WEB_SOCKET");
    expect(await readFile(file, "utf8")).toBe("a file of somebody");
    await expect(listenOnSocket(createServer(), folder)).rejects.toThrow("WEB_SOCKET");
  });

  it("refuses a folder in which everybody could put a socket", async () => {
    await chmod(folder, 0o777);
    await expect(listenOnSocket(createServer(), file)).rejects.toThrow("everybody may write into");
    await chmod(folder, 0o770);
    await begin(() => {});
  });

  it("says what to do where no socket can be made", async () => {
    await expect(listenOnSocket(createServer(), path.join(folder, "none/web.sock"))).rejects.toThrow(
      "WEB_SOCKET",
    );
    await expect(listenOnSocket(createServer(), `/${"x".repeat(120)}`)).rejects.toThrow(
      "too long for the name of a socket",
    );
  });
});
