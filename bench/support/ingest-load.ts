import { connect, type Socket } from "node:net";
import type { Reporter } from "./seed-reporters";

// What the original agent sends every ten seconds.
const REPORT = {
  cpu_pct: 12.518796992481203,
  mem_used_pct: 48.0312,
  disk_used_pct: 71.25,
  net_rx_bytes: 123_456_790_000,
  net_tx_bytes: 4_242_424_242,
  uptime_s: 86_410,
};

/** The bytes of one request. The bare server knows machines by their numbers, the hub by their keys. */
function toRequest({ apiKey, machineId }: Reporter): Buffer {
  const body = JSON.stringify({ timestamp: new Date().toISOString(), ...REPORT });
  const headers = [
    "POST /agent/metrics HTTP/1.1",
    "Host: 127.0.0.1",
    "Content-Type: application/json",
    `X-API-Key: ${apiKey}`,
    `X-Machine: ${machineId}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${headers.join("\r\n")}\r\n\r\n${body}`);
}

/**
 * Sends reports of one machine after the other on so many connections, each of which waits for its answer. Plain sockets:
 * what a client library costs would be taken from the server's cores. Throws if an answer is no 202.
 */
export async function sendReports({
  port,
  connections,
  reports,
  senders,
}: {
  port: number;
  connections: number;
  reports: number;
  senders: readonly Reporter[];
}): Promise<void> {
  let sent = 0;
  const run = async () => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    try {
      while (sent < reports) {
        const sender = senders[sent++ % senders.length];
        if (sender !== undefined) await sendOne(socket, toRequest(sender));
      }
    } finally {
      socket.destroy();
    }
  };
  await Promise.all(Array.from({ length: connections }, run));
}

/** The answer to a report is short, and comes in one piece. */
function sendOne(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("data", (chunk: Buffer) => {
      socket.off("error", reject);
      const head = chunk.toString("latin1");
      if (head.startsWith("HTTP/1.1 202")) resolve();
      else reject(new Error(`answered: ${head}`));
    });
    socket.once("error", reject);
    socket.write(request);
  });
}
