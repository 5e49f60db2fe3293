import { once } from "node:events";
import { lstat, unlink } from "node:fs/promises";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import { StartError } from "@/lib/base/run-process";

/** What the ingest process asks for, to know whether the web process works. */
export const ALIVE_PATH = "/.alive";

// What the address of a socket may take on macOS; Linux allows four bytes more (unix(7)).
const MAX_BYTES = 103;

/**
 * The address of a socket, in as few bytes as it can be written from the folder that this process works in. Throws
 * StartError if that is too long.
 */
export function socketAddress(file: string): string {
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

/** Answers whether this process works; false: the request is for something else, or was passed on for somebody. */
export function answerAlive(request: IncomingMessage, response: ServerResponse): boolean {
  const isPassedOn = request.headers["x-forwarded-proto"] !== undefined;
  if (request.url !== ALIVE_PATH || isPassedOn) return false;
  response.writeHead(204).end();
  return true;
}
