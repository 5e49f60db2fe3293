import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "undici";

const TIMEOUT_MS = 10_000;
// The original agent's 5, 10 and 20 s of its minute, scaled to the interval of the test.
const RETRY_DELAYS_IN_INTERVALS = [1 / 12, 1 / 6, 1 / 3];

export type FleetAgentsOptions = {
  /** Where the hub listens: one address, or several that each agent tries in turn when one does not answer. */
  hubUrl: string | readonly string[];
  apiKeys: string[];
  intervalMs: number;
  /** The body of each report. */
  report?: () => unknown;
  /** Whether the agent at this index in `apiKeys` is silent, this long after the beginning. */
  isSilent?: (index: number, elapsedMs: number) => boolean;
};

/** Agents that report over real HTTP, each at its own phase, and retry on 429, 5xx and network errors. */
export class Agents {
  /** Reports by the hub's answer; "error" for those without an answer after all retries. */
  readonly outcomes = new Map<number | "error", number>();
  /** Answers to every single attempt. */
  readonly answers = new Map<number | "error", number>();
  private readonly stopping = new AbortController();
  private readonly connections = new Agent({ keepAliveTimeout: 60_000, connections: 64 });
  private readonly running: Promise<void>[];
  private readonly startedMs = performance.now();
  private readonly webs: readonly string[];

  constructor(private readonly options: FleetAgentsOptions) {
    // Each of them listens for the stop.
    setMaxListeners(0, this.stopping.signal);
    this.webs = typeof options.hubUrl === "string" ? [options.hubUrl] : options.hubUrl;
    this.running = options.apiKeys.map((key, index) => this.run(key, index));
  }

  private async run(key: string, index: number): Promise<void> {
    const { intervalMs, apiKeys, isSilent } = this.options;
    const { signal } = this.stopping;
    const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
    await pause((intervalMs * index) / apiKeys.length);
    while (!signal.aborted) {
      const startedMs = performance.now();
      if (!isSilent?.(index, this.elapsedMs)) {
        const outcome = await this.report({ key, index, pause });
        this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
      }
      await pause(Math.max(0, intervalMs - (performance.now() - startedMs)));
    }
  }

  private async report({
    key,
    index,
    pause,
  }: {
    key: string;
    index: number;
    pause: (ms: number) => Promise<unknown>;
  }): Promise<number | "error"> {
    let outcome: number | "error" = "error";
    const delaysMs = RETRY_DELAYS_IN_INTERVALS.map((part) => Math.max(50, part * this.options.intervalMs));
    for (const [attempt, delayMs] of [...delaysMs, null].entries()) {
      outcome = await this.post(key, this.webs[(index + attempt) % this.webs.length] ?? "");
      this.answers.set(outcome, (this.answers.get(outcome) ?? 0) + 1);
      const isWorthRetrying = outcome === "error" || outcome === 429 || outcome >= 500;
      if (!isWorthRetrying || delayMs === null || this.stopping.signal.aborted) return outcome;
      await pause(delayMs);
    }
    return outcome;
  }

  private async post(key: string, url: string): Promise<number | "error"> {
    try {
      // Not fetch: it takes ten times the CPU, which the hub under test needs.
      const { statusCode, body } = await this.connections.request({
        origin: url,
        path: "/agent/metrics",
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": key },
        body: JSON.stringify(this.options.report?.() ?? { cpu_pct: 12.5, mem_used_pct: 40, uptime_s: 1000 }),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      await body.dump();
      return statusCode;
    } catch {
      return "error";
    }
  }

  /** How long they have been running, by the clock of `isSilent`. */
  get elapsedMs(): number {
    return performance.now() - this.startedMs;
  }

  /** Resolves when the last report in progress has its answer. */
  async stop(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort();
    await Promise.all(this.running);
    await this.connections.close();
  }
}
