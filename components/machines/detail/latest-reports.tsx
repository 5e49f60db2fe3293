import { useLiveList } from "@/components/layout/use-live-resource";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import { formatGap, parseDuration } from "@/lib/base/duration";
import type { ReportView } from "@/lib/history/metrics/schema";

/** A report that is later than its interval by this much was delayed; less is jitter. */
const NOTABLE_MS = 1_000;

type LatestReportsProps = { machineId: number; initial: ReportView[] };

/** The latest reports with the time between them and how late each was. */
export function LatestReports({ machineId, initial }: LatestReportsProps) {
  const { data: reports } = useLiveList({ path: `/api/v1/machines/${machineId}/reports`, initial });
  return (
    <Card>
      <CardHeader title="Latest reports" note="When the hub received them" />
      {reports.length === 0 ? (
        <p className="px-4 py-6 text-muted-foreground">No reports with metrics are stored.</p>
      ) : (
        <table className="w-full text-[0.8125rem]">
          <thead className="text-muted-foreground">
            <tr>
              <th scope="col" className="py-2 pl-4 text-left font-medium">
                Received
              </th>
              <th scope="col" className="py-2 text-right font-medium">
                Interval
              </th>
              <th scope="col" className="py-2 pr-4 text-right font-medium">
                Late by
              </th>
            </tr>
          </thead>
          <tbody>
            {reports.map((report) => (
              <tr key={report.received_at} className="border-t">
                <td className="py-1 pl-4">
                  <LocalTime at={report.received_at} precision="second" />
                  {report.samples > 1 && (
                    <span className="text-muted-foreground"> · {report.samples} samples</span>
                  )}
                </td>
                <td className="py-1 text-right">{gapOf(report.interval)}</td>
                <td className="py-1 pr-4 text-right">
                  <Lateness lateBy={report.late_by} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Lateness({ lateBy }: { lateBy: string | null }) {
  const ms = lateBy === null ? null : parseDuration(lateBy);
  if (ms === null) return <span className="text-muted-foreground">–</span>;
  return <span className={ms < NOTABLE_MS ? "text-muted-foreground" : "text-late"}>{formatGap(ms)}</span>;
}

function gapOf(interval: string | null): string {
  return interval === null ? "–" : formatGap(parseDuration(interval) ?? 0);
}
