import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { isUnavailable } from "@/lib/db/transaction";
import type { Ears } from "@/lib/heartbeat/ears";
import type { PulseDecision } from "@/lib/heartbeat/pulse";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/report";
import { commitReports, type ReportItem, type ReportOutcome, type Transition } from "./commit-reports";
import { ReportQueue } from "./report-queue";

/** How long the first report of a batch waits for others. */
const GATHER_MS = 3;

/** "unstorable": its contents broke a statement; it counts only as proof of life. */
export type IngestOutcome = ReportOutcome | "unavailable" | "unstorable";

type Waiting = { item: ReportItem; settle: (outcome: IngestOutcome) => void };
type WaitingPulse = { settle: (outcome: PulseDecision | "unavailable") => void };

/** Gathers the reports of the last few milliseconds into one transaction. One per web process. */
export class GroupCommit {
  private readonly log = logger("ingest");
  private readonly queue = new ReportQueue<Waiting>();
  private pulse: WaitingPulse | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    readonly ears: Ears,
    private readonly offlineAfterMs: number,
    private readonly flapWindowMs = 0,
  ) {}

  /** Resolves once the report is in the database, has been refused, or cannot be stored right now. */
  add(item: ReportItem): Promise<IngestOutcome> {
    return new Promise((settle) => {
      if (this.queue.add({ item, settle })) this.start();
      else {
        this.ears.note("refusedCount");
        settle("unavailable");
      }
    });
  }

  /** Includes this process's own pulse in the next commit. */
  addPulse(): Promise<PulseDecision | "unavailable"> {
    this.pulse?.settle("unavailable");
    return new Promise((settle) => {
      this.pulse = { settle };
      this.start();
    });
  }

  /** Whether a commit is running. */
  get isBusy(): boolean {
    return this.running !== null;
  }

  /** Resolves once everything that was added has been settled. */
  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  private start(): void {
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (!this.queue.isEmpty || this.pulse !== null) this.start();
    });
  }

  private async run(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    while (!this.queue.isEmpty || this.pulse !== null) {
      const batch = this.queue.take();
      // The pulse stands for every report that was waiting, so it is committed with the last of them.
      const pulse = this.queue.isEmpty ? this.pulse : null;
      if (pulse !== null) this.pulse = null;
      await this.commit(batch, pulse);
    }
  }

  private async commit(batch: Waiting[], pulse: WaitingPulse | null): Promise<void> {
    try {
      const commit = await commitReports({
        database: this.database,
        ears: this.ears,
        offlineAfterMs: this.offlineAfterMs,
        flapWindowMs: this.flapWindowMs,
        items: batch.map((waiting) => waiting.item),
        withPulse: pulse !== null,
      });
      // A pulse needs no space for a sample: that it was stored does not prove that reports can be.
      if (commit.outcomes.includes("accepted")) this.ears.noteStored();
      batch.forEach((waiting, index) => {
        waiting.settle(commit.outcomes[index] ?? "unavailable");
      });
      if (commit.pulse !== null) pulse?.settle(commit.pulse);
      for (const transition of commit.transitions) this.logTransition(transition);
    } catch (error) {
      await this.commitParts({ batch, pulse, error });
    }
  }

  /** One bad row must not fail the others: a failed batch is retried in halves, unless the database is unavailable. */
  private async commitParts({
    batch,
    pulse,
    error,
  }: {
    batch: Waiting[];
    pulse: WaitingPulse | null;
    error: unknown;
  }) {
    const isAway = isUnavailable(error);
    if (!isAway && batch.length + (pulse === null ? 0 : 1) > 1) {
      const half = Math.ceil(batch.length / 2);
      await this.commit(batch.slice(0, half), null);
      if (half < batch.length || pulse !== null) await this.commit(batch.slice(half), pulse);
      return;
    }
    this.log.error({ err: error, reports: batch.length, isAway }, "Reports could not be stored");
    const [waiting] = batch;
    if (!isAway && waiting !== undefined && waiting.item.report !== PROOF_OF_LIFE) {
      // The machine is alive whatever its report says, and one bad report does not mean that the hub cannot hear.
      const { keyId } = waiting.item;
      const settle = (outcome: IngestOutcome) =>
        waiting.settle(outcome === "accepted" ? "unstorable" : outcome);
      await this.commit([{ item: { keyId, report: PROOF_OF_LIFE }, settle }], null);
      return;
    }
    if (isAway && batch.length > 0) this.ears.note("refusedCount", batch.length);
    if (isAway || pulse !== null) this.ears.note("databaseFailures");
    for (const { settle } of batch) settle("unavailable");
    pulse?.settle("unavailable");
  }

  private logTransition({ kind, machineId, name }: Transition): void {
    const fields = { machineId, machine: name };
    if (kind === "came_back") this.log.info(fields, "Machine came back online");
    if (kind === "unseen_outage")
      this.log.warn(fields, "Machine went offline and came back online while no worker was looking");
    if (kind === "first_heard") this.log.info(fields, "Machine reported for the first time");
  }
}
