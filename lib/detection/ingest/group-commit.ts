import { Batcher } from "@/lib/base/batcher";
import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { isUnavailable, whyUnavailable } from "@/lib/db/unavailable";
import type { HearingState } from "@/lib/heartbeat/hearing-state";
import type { PulseDecision } from "@/lib/heartbeat/pulse";
import { PROOF_OF_LIFE, type Report } from "@/lib/heartbeat/report/parse";
import type { Refusal } from "@/lib/heartbeat/report/refusal";
import {
  commitReports,
  type ReportItem,
  type ReportOutcome,
  type ReportPolicy,
  type Transition,
} from "./commit-reports";
import { ReportQueue } from "./report-queue";

/** How long the first report of a batch waits for others. */
const GATHER_MS = 3;

/** Why the hub could not use a report whose contents broke a statement. */
export const UNSTORABLE: Refusal = {
  status: 400,
  message: "This report could not be stored. The hub's log says why.",
};

/** "unstorable": its contents broke a statement; it counts only as proof of life. */
export type IngestOutcome = ReportOutcome | "unavailable" | "unstorable";

type WaitingReport = { item: ReportItem; settle: (outcome: IngestOutcome) => void };
type WaitingPulse = { item: null; settle: (outcome: PulseDecision | "unavailable") => void };
type Waiting = WaitingReport | WaitingPulse;

/** Gathers the reports of the last few milliseconds into one transaction. One per ingest process. */
export class GroupCommit {
  private readonly log = logger("ingest");
  private readonly queue = new ReportQueue<WaitingReport>();
  private pulse: WaitingPulse | null = null;
  private readonly batcher = new Batcher<Waiting>({
    gatherMs: GATHER_MS,
    take: () => this.take(),
    write: (batch) => this.commit(batch),
    mayHalve: (error) => !isUnavailable(error),
    fail: (batch, error) => this.fail(batch, error),
  });

  constructor(
    private readonly database: Database,
    readonly hearing: HearingState,
    private readonly policy: ReportPolicy,
  ) {}

  /** Resolves once the report is in the database, has been refused, or cannot be stored right now. */
  add(item: ReportItem): Promise<IngestOutcome> {
    return new Promise((settle) => {
      if (this.queue.add({ item, settle })) this.batcher.wake();
      else {
        this.hearing.note("refusedCount");
        settle("unavailable");
      }
    });
  }

  /** Includes this process's own pulse in the next commit. */
  addPulse(): Promise<PulseDecision | "unavailable"> {
    this.pulse?.settle("unavailable");
    return new Promise((settle) => {
      this.pulse = { item: null, settle };
      this.batcher.wake();
    });
  }

  /** Whether a commit is running. */
  get isBusy(): boolean {
    return this.batcher.isBusy;
  }

  /** Resolves once everything that was added has been settled. */
  idle(): Promise<void> {
    return this.batcher.idle();
  }

  private take(): Waiting[] {
    const reports = this.queue.take();
    // The pulse stands for every report that was waiting, so it is committed with the last of them.
    if (this.pulse === null || !this.queue.isEmpty) return reports;
    const { pulse } = this;
    this.pulse = null;
    return [...reports, pulse];
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    const reports = reportsOf(batch);
    const commit = await commitReports({
      database: this.database,
      hearing: this.hearing,
      policy: this.policy,
      items: reports.map(({ item }) => item),
      withPulse: reports.length < batch.length,
    });
    // A pulse needs no space for a sample: that it was stored does not prove that reports can be.
    if (commit.outcomes.includes("accepted")) this.hearing.noteStored();
    reports.forEach(({ settle }, index) => {
      settle(commit.outcomes[index] ?? "unavailable");
    });
    if (commit.pulse !== null) pulseOf(batch)?.settle(commit.pulse);
    for (const transition of commit.transitions) this.logTransition(transition);
  }

  /** A single one that broke its statement, or all that were on their way when the database went away. */
  private async fail(batch: readonly Waiting[], error: unknown): Promise<void> {
    const reports = reportsOf(batch);
    const pulse = pulseOf(batch);
    const why = whyUnavailable(error);
    const isAway = why !== null;
    this.log.error({ err: error, reports: reports.length, isAway, why }, "Reports could not be stored");
    const [report] = reports;
    if (!isAway && report !== undefined && !isProofOnly(report.item.report))
      return this.commitAsProofOfLife(report);
    if (isAway && reports.length > 0) this.hearing.note("refusedCount", reports.length);
    if (isAway || pulse !== null) this.hearing.note("databaseFailures");
    for (const { settle } of batch) settle("unavailable");
  }

  /** The machine is alive whatever its report says, and one bad report does not mean that the hub cannot hear. */
  private async commitAsProofOfLife({ item: { keyId }, settle }: WaitingReport): Promise<void> {
    const proof: WaitingReport = {
      item: { keyId, report: { ...PROOF_OF_LIFE, refusal: UNSTORABLE } },
      settle: (outcome) => settle(outcome === "accepted" ? "unstorable" : outcome),
    };
    await this.commit([proof]).catch((error: unknown) => this.fail([proof], error));
  }

  private logTransition({ kind, machineId, name }: Transition): void {
    const fields = { machineId, machine: name };
    if (kind === "came_back") this.log.info(fields, "Machine came back online");
    if (kind === "unseen_outage")
      this.log.warn(fields, "Machine went offline and came back online while no worker was looking");
    if (kind === "first_heard") this.log.info(fields, "Machine reported for the first time");
  }
}

/** Nothing can be left out of it. */
function isProofOnly(report: Report): boolean {
  return report === PROOF_OF_LIFE || report.refusal === UNSTORABLE;
}

function reportsOf(batch: readonly Waiting[]): WaitingReport[] {
  return batch.filter((waiting): waiting is WaitingReport => waiting.item !== null);
}

function pulseOf(batch: readonly Waiting[]): WaitingPulse | undefined {
  return batch.find((waiting): waiting is WaitingPulse => waiting.item === null);
}
