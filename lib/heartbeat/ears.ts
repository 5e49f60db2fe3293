import { randomUUID } from "node:crypto";
import type { PulseMemory, PulseTrouble } from "./pulse";

const NO_TROUBLE: PulseTrouble = { refusedCount: 0, databaseFailures: 0, listenerFailures: 0 };

/** What one web process knows of its own hearing: its name, its latest pulse, and what went wrong since. */
export class Ears {
  private name = newName();
  private memory: PulseMemory | null = null;
  private troubles = NO_TROUBLE;
  readonly startedAtMs = Date.now();

  get webId(): string {
    return this.name;
  }
  get previous(): PulseMemory | null {
    return this.memory;
  }
  get trouble(): PulseTrouble {
    return this.troubles;
  }

  /** Called once a pulse is committed; what it did not account for (`seen`) stays for the next one. */
  remember(memory: PulseMemory, seen: PulseTrouble): void {
    this.memory = memory;
    this.troubles = {
      refusedCount: this.troubles.refusedCount - seen.refusedCount,
      databaseFailures: this.troubles.databaseFailures - seen.databaseFailures,
      listenerFailures: this.troubles.listenerFailures - seen.listenerFailures,
    };
  }

  /**
   * Begins a new life under a new name after having been deaf while others heard: the old name stays stale, so that
   * machines that were last heard through it keep their grace.
   */
  rename(): void {
    this.name = newName();
  }

  note(trouble: keyof PulseTrouble, count = 1): void {
    this.troubles = { ...this.troubles, [trouble]: this.troubles[trouble] + count };
  }
}

function newName(): string {
  return `web_${randomUUID()}`;
}
