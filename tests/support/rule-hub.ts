import { DELETE as remove, PATCH as update } from "@/app/api/v1/rules/[id]/route";
import { POST as add } from "@/app/api/v1/rules/route";
import type { Database } from "@/lib/db/client";
import { commitReports } from "@/lib/detection/ingest/commit-reports";
import { PROOF_OF_LIFE, type Report, type Sample } from "@/lib/heartbeat/report/parse";
import type { Fleet } from "./fleet";
import type { Person, TestHub } from "./hub";
import { makeSample } from "./sample";

/** A rule as people add it: CPU above 90 in three samples, on all machines. */
export const CPU_RULE = {
  name: "Busy",
  metric: "cpu_pct",
  comparison: "above",
  threshold: 90,
  samples: 3,
};

type Machine = { machineId: number; keyId: number };

/** A report with these figures and lists. */
export function reportOf(
  figures: Parameters<typeof makeSample>[0],
  { details = null, ...rest }: Partial<Report> & { details?: Sample["details"] } = {},
): Report {
  return { ...PROOF_OF_LIFE, reportIntervalMs: 5_000, ...rest, sample: { ...makeSample(figures), details } };
}

/** A report that lists only this filesystem. */
export const filesystemReport = (mount: string, usedPct: number): Report =>
  reportOf({}, { details: { filesystems: [{ mount, used_pct: usedPct, total_bytes: null }] } });

/** Rules of a team as people change them, and machines that report. */
export class RuleHub {
  constructor(
    private readonly hub: TestHub,
    readonly fleet: Fleet,
    private readonly as: Person,
  ) {}

  get client() {
    return this.hub.database.client;
  }

  async add(fields: object = {}): Promise<number> {
    const { status, json } = await this.hub.call(add, { as: this.as, body: { ...CPU_RULE, ...fields } });
    if (status !== 201) throw new Error(JSON.stringify(json));
    return json.id;
  }

  change(id: number, body: object) {
    return this.hub.call(update, { as: this.as, params: { id: String(id) }, body, method: "PATCH" });
  }

  remove(id: number) {
    return this.hub.call(remove, { as: this.as, params: { id: String(id) }, method: "DELETE" });
  }

  /** One commit of these reports of one machine, by this process or another. */
  report(
    machine: Machine,
    reports: readonly Report[],
    { on, flapWindowMs = 0 }: { on?: Database; flapWindowMs?: number } = {},
  ) {
    return commitReports({
      database: on ?? this.hub.database,
      hearing: this.fleet.hearing,
      policy: { offlineAfterMs: 10_000, flapWindowMs },
      items: reports.map((report) => ({ keyId: machine.keyId, report })),
      withPulse: false,
    });
  }

  /** Reports these CPU figures, one after the other, five seconds apart. */
  async cpu(
    machine: Machine,
    figures: readonly number[],
    options: { on?: Database; flapWindowMs?: number } = {},
  ) {
    for (const figure of figures) {
      await this.fleet.hear(5_000);
      await this.report(machine, [reportOf({ cpu_pct: figure })], options);
    }
  }

  /** What was told about a machine, in order, without the word "alert.". */
  async told(machineId: number): Promise<string[]> {
    return (await this.fleet.told(machineId)).map((line) => line.replace("alert.", ""));
  }

  /** The incidents of rules on a machine, oldest first. */
  incidents(machineId: number) {
    return this.client.incident.findMany({
      where: { machineId, kind: "metric" },
      include: { firing: true },
      orderBy: { id: "asc" },
    });
  }

  states(machineId: number) {
    return this.client.ruleState.findMany({ where: { machineId } });
  }
}
