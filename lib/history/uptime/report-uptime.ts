import { setImmediate as othersTurn } from "node:timers/promises";
import { AppError } from "@/lib/base/errors";
import { afterId, type PageRequest, toPage } from "@/lib/base/paging";
import { tagsOf } from "@/lib/machines/view";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import {
  listBlindIntervals,
  listUptimeFacts,
  type ReportedMachine,
  readKeptSince,
  readMachines,
} from "./data";
import { addTallies, compareUptimes, type Stretch, type Tally, tally, uncountedOf } from "./decide";
import { renderCsv } from "./render";
import { MAX_SPAN_MS, type UptimeReport } from "./schema";
import { toTallyView } from "./view";

type Asked = {
  scope: TeamScope;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Milliseconds before `to`, if `from` is absent. */
  span: number;
  tag?: string | undefined;
  now: Date;
};

type Line = { machine: ReportedMachine; tally: Tally };

/** A page of the team's machines over a span, the worst uptime first, and the total of all. Throws AppError "unprocessable". */
export async function reportUptime({ page, ...asked }: Asked & { page: PageRequest }): Promise<UptimeReport> {
  requirePermission(asked.scope, "machines.read");
  const span = spanOf(asked);
  const lines = await readLines({ ...asked, span });
  const rows = linesAfter(lines, afterId(page)).map((line) => ({ id: line.machine.id, ...line }));
  return {
    ...toPage({ rows: rows.slice(0, page.limit + 1), limit: page.limit, view: toRow }),
    from: new Date(span.fromMs).toISOString(),
    to: new Date(span.toMs).toISOString(),
    total: { machines: lines.length, ...toTallyView(addTallies(lines.map((line) => line.tally))) },
  };
}

/** The same for all machines, as a file for spreadsheets. Throws AppError "unprocessable". */
export async function reportUptimeCsv({
  zone,
  ...asked
}: Asked & { zone: string }): Promise<{ name: string; text: string }> {
  requirePermission(asked.scope, "machines.read");
  const span = spanOf(asked);
  const lines = await readLines({ ...asked, span });
  return renderCsv({ span, zone, lines: lines.map(({ machine, tally }) => ({ ...machine, tally })) });
}

function spanOf({ from, to, span, now }: Asked): Stretch {
  const toMs = Math.min((to ?? now).getTime(), now.getTime());
  const fromMs = from?.getTime() ?? toMs - span;
  if (fromMs < toMs && toMs - fromMs <= MAX_SPAN_MS) return { fromMs, toMs };
  const problem = "must be before to and before now, by at most a year";
  throw new AppError("unprocessable", `from ${problem}.`, { fields: { from: problem } });
}

/** Every line, the worst uptime first: one batch of machines at a time, with three queries each. */
async function readLines({
  scope,
  span,
  tag,
  now,
}: Pick<Asked, "scope" | "tag" | "now"> & { span: Stretch }): Promise<Line[]> {
  const [deafness, keptSinceMs] = await Promise.all([listBlindIntervals({ span, now }), readKeptSince()]);
  const lines: Line[] = [];
  for await (const batch of readMachines(scope)) {
    const machines = batch.filter((machine) => tag === undefined || tagsOf(machine).includes(tag));
    const machineIds = machines.map(({ id }) => id);
    const histories = await listUptimeFacts({ scope, machineIds, span, now });
    for (const machine of machines) {
      const { outages, unwatched } = histories.get(machine.id) ?? { outages: [], unwatched: [] };
      const createdAtMs = machine.createdAt.getTime();
      const uncounted = uncountedOf({ createdAtMs, keptSinceMs, unwatched, deafness });
      lines.push({ machine, tally: tally({ span, outages, uncounted }) });
    }
    // Reports get their turn between two batches.
    await othersTurn();
  }
  return lines.sort(
    (one, other) => compareUptimes(one.tally, other.tally) || one.machine.id - other.machine.id,
  );
}

function linesAfter(lines: Line[], id: number | null): Line[] {
  if (id === null) return lines;
  const index = lines.findIndex(({ machine }) => machine.id === id);
  if (index >= 0) return lines.slice(index + 1);
  throw new AppError(
    "unprocessable",
    "The last machine of the previous page has been deleted. Start again from the first page.",
    {
      fields: { cursor: "must refer to a machine that still exists" },
    },
  );
}

function toRow({ machine, tally }: Line) {
  return {
    machine_id: machine.id,
    machine_name: machine.name,
    tags: tagsOf(machine),
    ...toTallyView(tally),
  };
}
