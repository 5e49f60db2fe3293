import { once } from "node:events";
import { statSync } from "node:fs";
import { lstat, unlink } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import { StartError } from "@/lib/base/run-process";

/** What the ingest process asks for, to know whether the web process works. */
export const ALIVE_PATH = "/.alive";

// What the address of a socket may take on macOS; Linux allows four bytes more (unix(7)).
const MAX_BYTES = 103;
const WRITABLE_BY_ALL = 0o002;

// Only the ingest process connects here, and it has judged what comes: how long a request may take, whether it says for
// which host it is, how long its headers may be (it adds some). A connection that this side closed could be in use.
const SERVER = {
  requestTimeout: 0,
  headersTimeout: 0,
  keepAliveTimeout: 0,
  requireHostHeader: false,
  maxHeaderSize: 64 * 1024,
};

/** A server for the ingest process alone. */
export function createWebServer(): Server {
  const server = createServer(SERVER);
  // Node forgets headers beyond a number: those that say who asks could be among them.
  server.maxHeadersCount = 0;
  return server;
}

/**
 * The address of a socket, in as few bytes as it can be written from the folder that this process works in. Throws
 * StartError if that is too long, or if everybody may put a socket of theirs in its place.
 */
export function socketAddress(file: string): string {
  const folder = path.dirname(file);
  const mode = statSync(folder, { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & WRITABLE_BY_ALL) !== 0)
    throw new StartError(
      `LunaSentri cannot start: everybody may write into ${folder}, and put a socket of their own in the place of ${path.basename(file)}. Name one in a folder of your own in WEB_SOCKET.`,
    );
  const relative = path.relative(process.cwd(), file);
  const address = Buffer.byteLength(relative) < Buffer.byteLength(file) ? relative : file;
  if (Buffer.byteLength(address) <= MAX_BYTES) return address;
  throw new StartError(
    `LunaSentri cannot start: ${file} is too long for the name of a socket. Name a shorter one in WEB_SOCKET, for example WEB_SOCKET=/run/lunasentri/web.sock.`,
  );
}

/**
 * Makes a server listen on a socket that only this user can open (the process's umask sees to it), in the place of one
 * that a killed process has left. Throws StartError if another process listens there, or no socket can be made there.
 */
export async function listenOnSocket(server: Server, file: string): Promise<void> {
  const address = socketAddress(file);
  if (await isInUse(address))
    throw new StartError(
      `LunaSentri cannot start: another web process listens on ${file}. Stop it, or choose another PORT.`,
    );
  try {
    await removeSocket(address);
    server.listen(address);
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `LunaSentri cannot start: it could not make the socket ${file} (${code}). Name one in a folder on a local disk in WEB_SOCKET.`,
    );
  }
}

/** Removes a socket that is left; what is no socket stays, and listening fails. */
async function removeSocket(address: string): Promise<void> {
  const found = await lstat(address).catch(() => null);
  if (found?.isSocket()) await unlink(address);
}

function isInUse(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/**
 * Answers the ingest process whether this one works; false: the request was passed on for somebody. What is passed on says
 * how it was sent (forwarded.ts).
 */
export function answerAlive(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.headers["x-forwarded-proto"] !== undefined) return false;
  response.writeHead(request.url === ALIVE_PATH ? 204 : 400).end();
  return true;
}
