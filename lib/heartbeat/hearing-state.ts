import { randomUUID } from "node:crypto";
import type { HearingProblems, LastPulse } from "./pulse";

const NO_PROBLEMS = { refusedCount: 0, databaseFailures: 0, listenerFailures: 0, freezes: 0 };

/** Agents try again long before that: if none does, no agent is left to be refused. */
const REFUSING_FOR_MS = 60_000;

/** What one ingest process knows about its own hearing: its name, its latest pulse, and what has gone wrong since. */
export class HearingState {
  private name = newName();
  private memory: LastPulse | null = null;
  private troubles = NO_PROBLEMS;
  // Monotonic time.
  private refusedAtMs: number | null = null;
  readonly startedAtMs = Date.now();

  get webId(): string {
    return this.name;
  }
  get previous(): LastPulse | null {
    return this.memory;
  }
  get trouble(): HearingProblems {
    const isRefusing = this.refusedAtMs !== null && performance.now() - this.refusedAtMs < REFUSING_FOR_MS;
    return { ...this.troubles, isRefusing };
  }

  /** Called once a pulse is committed; problems that it did not account for (`seen`) stay for the next one. */
  remember(memory: LastPulse, seen: Omit<HearingProblems, "isRefusing">): void {
    this.memory = memory;
    this.troubles = {
      refusedCount: this.troubles.refusedCount - seen.refusedCount,
      databaseFailures: this.troubles.databaseFailures - seen.databaseFailures,
      listenerFailures: this.troubles.listenerFailures - seen.listenerFailures,
      freezes: this.troubles.freezes - seen.freezes,
    };
  }

  /**
   * Continues under a new name after having been deaf while others heard. The old name stays stale, so that machines
   * that were last heard through it keep their grace.
   */
  rename(): void {
    this.name = newName();
  }

  note(trouble: keyof typeof NO_PROBLEMS, count = 1): void {
    if (trouble === "refusedCount") this.refusedAtMs = performance.now();
    this.troubles = { ...this.troubles, [trouble]: this.troubles[trouble] + count };
  }

  /** A report was stored: agents are no longer refused. */
  noteStored(): void {
    this.refusedAtMs = null;
  }
}

function newName(): string {
  return `web_${randomUUID()}`;
}
