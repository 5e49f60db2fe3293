import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "undici";

const TIMEOUT_MS = 30_000;

/**
 * Agents that report on a new connection each time, as ours do, or share a number of open ones, and measure how long each
 * report takes.
 */
export class HonestAgents {
  /** Milliseconds until the answer; of a report without one, how long it waited. */
  readonly tookMs: number[] = [];
  readonly outcomes = new Map<string, number>();
  private readonly stopping = new AbortController();
  private readonly living = new Map<string, AbortController>();
  private readonly connections: Agent;

  constructor(
    private readonly hubUrl: string,
    private readonly intervalMs: number,
    connections: number | null = null,
  ) {
    this.connections = new Agent({ pipelining: connections === null ? 0 : 1, connections });
    // Each agent listens for the stop.
    setMaxListeners(0, this.stopping.signal);
  }

  start(apiKeys: readonly string[]): void {
    for (const [index, key] of apiKeys.entries())
      void this.run(key, (this.intervalMs * index) / apiKeys.length);
  }

  /** Silences agents; what they have under way still arrives. */
  die(apiKeys: readonly string[]): void {
    for (const key of apiKeys) this.living.get(key)?.abort();
  }

  /** Reports once, until it is stored; returns when that was. */
  async report(key: string, signal = this.stopping.signal): Promise<number> {
    for (;;) {
      const startedMs = performance.now();
      const outcome = await this.post(key);
      this.tookMs.push(performance.now() - startedMs);
      this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
      if (outcome === "202" || signal.aborted) return Date.now();
      await sleep(1_000);
    }
  }

  forget(): void {
    this.tookMs.length = 0;
    this.outcomes.clear();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.connections.destroy();
  }

  private async run(key: string, phaseMs: number): Promise<void> {
    const life = new AbortController();
    this.living.set(key, life);
    const signal = AbortSignal.any([this.stopping.signal, life.signal]);
    await sleep(phaseMs, undefined, { signal }).catch(() => {});
    while (!signal.aborted) {
      const dueMs = performance.now() + this.intervalMs;
      await this.report(key, signal);
      await sleep(Math.max(0, dueMs - performance.now()), undefined, { signal }).catch(() => {});
    }
  }

  private async post(key: string): Promise<string> {
    try {
      const { statusCode, body } = await this.connections.request({
        origin: this.hubUrl,
        path: "/agent/metrics",
        method: "POST",
        headers: { "x-api-key": key, "content-type": "application/json" },
        body: JSON.stringify({
          cpu_pct: 12.5,
          mem_used_pct: 40,
          uptime_s: 1_000,
          interval_s: this.intervalMs / 1_000,
        }),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      await body.dump();
      return String(statusCode);
    } catch {
      return "error";
    }
  }
}
