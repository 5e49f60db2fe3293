import type { Logger } from "pino";

type Rounds = {
  log: Pick<Logger, "error">;
  /** Starts whatever may start now. */
  round(): Promise<void>;
  /** Called when all work has ended. */
  onIdle?(): void;
};

/**
 * Runs rounds, one after the other, whenever somebody asks for one or some work has ended, and keeps track of running
 * work. However many requests come during a round, one more round follows it.
 */
export class Pump {
  private readonly underWay = new Set<Promise<void>>();
  private running: Promise<void> | null = null;
  private isWanted = false;
  private isStopping = false;

  constructor(private readonly rounds: Rounds) {}

  /** Resolves when what may start now has started; rejects when a round failed. */
  pump(): Promise<void> {
    this.isWanted = true;
    this.running ??= this.runWhileWanted().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Asks for a round without waiting for it. */
  again(): void {
    if (!this.isStopping)
      this.pump().catch((error: unknown) => this.rounds.log.error({ err: error }, "Claiming failed"));
  }

  /** Whether nothing more may start. */
  get hasStopped(): boolean {
    return this.isStopping;
  }

  /** How much work is running. */
  get count(): number {
    return this.underWay.size;
  }

  /** Starts work at once. When it ends, a round follows for what waits behind it. */
  begin(work: () => Promise<void>, fields: object): void {
    const running = work()
      // The claim expires, and the delivery is tried again.
      .catch((error: unknown) =>
        this.rounds.log.error({ ...fields, err: error }, "Delivery attempt could not be carried out"),
      )
      .finally(() => {
        this.underWay.delete(running);
        if (this.underWay.size === 0) this.rounds.onIdle?.();
        this.again();
      });
    this.underWay.add(running);
  }

  /** Resolves when the work that is running now has ended. */
  async drained(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** Starts nothing more, and resolves when running work has ended. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
    await this.drained();
  }

  private async runWhileWanted(): Promise<void> {
    while (this.isWanted && !this.isStopping) {
      this.isWanted = false;
      await this.rounds.round();
    }
  }
}
