import type { Server } from "node:http";
import type { Duplex } from "node:stream";

type Unreadable = Error & { code?: string; rawPacket?: Buffer };

const STATUS_LINES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};
const NOT_ALLOWED = "405 Method Not Allowed";
const REQUEST_LINE = /^[A-Z-]+ \S+ HTTP\/1\.[01]\r?\n/;

/**
 * Answers what never becomes a request: a tunnel (CONNECT), a method that nobody knows, and bytes that are no HTTP. Without
 * this Node would close the connection of the first and call the second a bad request.
 */
export function answerUnreadable(server: Server): void {
  server.on("connect", (_request, socket: Duplex) => end(socket, NOT_ALLOWED));
  server.on("clientError", (error: Unreadable, socket: Duplex) => {
    // The other side is gone, or has its answer already, at least in part.
    if (!socket.writable || error.code === "ECONNRESET" || isAnswered(socket)) {
      socket.destroy();
      return;
    }
    end(socket, statusLineOf(error));
  });
}

function statusLineOf({ code = "", rawPacket }: Unreadable): string {
  const isMethod = code === "HPE_INVALID_METHOD" && REQUEST_LINE.test(rawPacket?.toString("latin1") ?? "");
  return isMethod ? NOT_ALLOWED : (STATUS_LINES[code] ?? "400 Bad Request");
}

// Node itself looks at this field before it answers.
function isAnswered(socket: Duplex & { _httpMessage?: { headersSent: boolean } | null }): boolean {
  return socket._httpMessage?.headersSent === true;
}

function end(socket: Duplex, statusLine: string): void {
  // A client that reads nothing must not keep the socket.
  socket.end(`HTTP/1.1 ${statusLine}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}
