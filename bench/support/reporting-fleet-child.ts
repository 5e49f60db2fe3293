// The agents of a fleet, in a process of their own, so that their times are nobody else's. Ends with its parent.
import { HonestAgents } from "./honest-agents";

export type FleetOrder =
  | { kind: "begin"; url: string; intervalMs: number; connections: number | null }
  /** These agents start, spread over one interval. */
  | { kind: "start"; apiKeys: readonly string[] }
  | { kind: "die"; apiKeys: readonly string[] }
  /** Answers with what has happened since the latest tally. */
  | { kind: "tally" };

export type FleetTally = {
  /** How often each answer came. */
  outcomes: Record<string, number>;
  /** Milliseconds until each answer. */
  tookMs: number[];
};

let agents: HonestAgents | null = null;

process.on("message", (order: FleetOrder) => {
  if (order.kind === "begin") agents = new HonestAgents(order.url, order.intervalMs, order.connections);
  if (agents === null) throw new Error("the fleet has not begun");
  if (order.kind === "start") agents.start(order.apiKeys);
  if (order.kind === "die") agents.die(order.apiKeys);
  if (order.kind !== "tally") return;
  const tally: FleetTally = { outcomes: Object.fromEntries(agents.outcomes), tookMs: [...agents.tookMs] };
  agents.forget();
  process.send?.(tally);
});
process.on("disconnect", () => process.exit());
