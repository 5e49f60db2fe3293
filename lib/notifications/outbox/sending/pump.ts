import type { Logger } from "pino";

type Rounds = {
  log: Pick<Logger, "error">;
  /** Begins whatever may begin now. */
  round(): Promise<void>;
  /** Called when nothing is under way any more. */
  onIdle?(): void;
};

/**
 * Runs rounds, one after the other, whenever somebody asks for one or work has ended; and knows what is under way.
 * However many ask during a round, one more follows it.
 */
export class Pump {
  private readonly underWay = new Set<Promise<void>>();
  private running: Promise<void> | null = null;
  private isWanted = false;
  private isStopping = false;

  constructor(private readonly rounds: Rounds) {}

  /** Resolves when what may begin now has begun; rejects when a round failed. */
  pump(): Promise<void> {
    this.isWanted = true;
    this.running ??= this.runWhileWanted().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Asks for a round that nobody waits for. */
  again(): void {
    if (!this.isStopping)
      this.pump().catch((error: unknown) => this.rounds.log.error({ err: error }, "Claiming failed"));
  }

  /** Whether nothing more may begin. */
  get hasStopped(): boolean {
    return this.isStopping;
  }

  /** How much is under way. */
  get count(): number {
    return this.underWay.size;
  }

  /** Begins work at once. What waits behind it gets its round when it has ended. */
  begin(work: () => Promise<void>, fields: object): void {
    const running = work()
      // The claim runs out and it is tried again.
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

  /** Resolves when what is under way at this moment has ended. */
  async drained(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** Begins nothing more, and resolves when what is under way has ended. */
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
