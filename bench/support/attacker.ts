// Attacks a hub from a process of its own, so that the honest agents' times are not its own. Ends with its parent.
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "undici";

type Asking = { url: string; method: "GET" | "POST"; headers?: Record<string, string>; body?: string };

export type Attack =
  /** Requests at a steady rate, whether they are answered or not. */
  | { kind: "rate"; asking: Asking; perSecond: number }
  /** Clients that each send the next request as soon as the last one is answered. */
  | { kind: "clients"; asking: Asking; count: number }
  /** Sockets that say no more than this, opened again when they are closed. */
  | { kind: "sockets"; host: string; port: number; count: number; said: string };

/** How often each answer came. */
export type Tally = Record<string, number>;

const TIMEOUT_MS = 20_000;
const REOPEN_AFTER_MS = 1_000;

const tally: Tally = {};
const count = (outcome: string) => {
  tally[outcome] = (tally[outcome] ?? 0) + 1;
};
const connections = new Agent({ connections: null, pipelining: 1 });

async function ask({ url, ...asking }: Asking): Promise<void> {
  try {
    const { origin, pathname, search } = new URL(url);
    const { statusCode, body } = await connections.request({
      origin,
      path: pathname + search,
      ...asking,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    await body.dump({ limit: 1_000_000 });
    count(String(statusCode));
  } catch (error) {
    count((error as NodeJS.ErrnoException).code ?? "error");
  }
}

async function sendAtRate({ asking, perSecond }: Extract<Attack, { kind: "rate" }>): Promise<void> {
  const startedMs = performance.now();
  for (let sent = 0; ; ) {
    const due = ((performance.now() - startedMs) / 1_000) * perSecond;
    for (; sent < due; sent++) void ask(asking);
    await sleep(10);
  }
}

async function sendFrom({ asking, count }: Extract<Attack, { kind: "clients" }>): Promise<void> {
  const client = async () => {
    for (;;) await ask(asking);
  };
  await Promise.all(Array.from({ length: count }, client));
}

function openSocket(attack: Extract<Attack, { kind: "sockets" }>): void {
  const socket = connect(attack.port, attack.host, () => {
    count("opened");
    if (attack.said !== "") socket.write(attack.said);
  });
  socket.on("error", () => {});
  socket.on("close", () => setTimeout(() => openSocket(attack), REOPEN_AFTER_MS));
  socket.resume();
}

process.on("message", (message: Attack | "tally") => {
  if (message === "tally") process.send?.(tally);
  else if (message.kind === "rate") void sendAtRate(message);
  else if (message.kind === "clients") void sendFrom(message);
  else for (let i = 0; i < message.count; i++) openSocket(message);
});
process.on("disconnect", () => process.exit());
