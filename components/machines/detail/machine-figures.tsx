import type { ReactNode } from "react";
import { AlertMeLink } from "@/components/rules/alert-me-link";
import { Card, CardHeader } from "@/components/ui/card";
import { Meter } from "@/components/ui/meter";
import { RelativeTime } from "@/components/ui/time";
import { formatAge } from "@/lib/base/duration";
import type { MachineView } from "@/lib/machines/schema";
import { formatBytes } from "./format-figures";

type MachineFiguresProps = { machine: MachineView; canWriteRules: boolean };

/** The metrics of the latest report; faded when they are not current. */
export function MachineFigures({ machine, canWriteRules }: MachineFiguresProps) {
  const sample = machine.last_sample;
  if (sample === null) {
    return (
      <Card>
        <CardHeader title="Metrics" />
        <p className="px-4 py-6 text-muted-foreground">No metrics yet. They arrive with the reports.</p>
      </Card>
    );
  }
  const isCurrent = machine.status === "online";
  const alertMe = (metric: string) => canWriteRules && <AlertMeLink metric={metric} machineId={machine.id} />;
  return (
    <Card>
      <CardHeader
        title={isCurrent ? "Now" : "Last known"}
        note={
          <>
            Measured <RelativeTime at={sample.at} />
          </>
        }
      />
      <div className="grid gap-4 p-4">
        <dl className="grid gap-4 sm:grid-cols-3">
          <Figure label="CPU" percent={sample.cpu_pct} isCurrent={isCurrent} action={alertMe("cpu_pct")} />
          <Figure
            label="Memory"
            percent={sample.mem_used_pct}
            isCurrent={isCurrent}
            action={alertMe("mem_used_pct")}
          />
          <Figure
            label="Disk"
            percent={sample.disk_used_pct}
            isCurrent={isCurrent}
            action={alertMe("disk_used_pct")}
          />
        </dl>
        <dl className="flex flex-wrap gap-x-8 gap-y-2 border-t pt-4">
          {sample.uptime_s !== null && <Fact label="Up for" value={formatAge(sample.uptime_s * 1000)} />}
          {sample.net_rx_bytes !== null && <Fact label="Received" value={formatBytes(sample.net_rx_bytes)} />}
          {sample.net_tx_bytes !== null && <Fact label="Sent" value={formatBytes(sample.net_tx_bytes)} />}
        </dl>
      </div>
    </Card>
  );
}

type FigureProps = { label: string; percent: number | null; isCurrent: boolean; action: ReactNode };

function Figure({ label, percent, isCurrent, action }: FigureProps) {
  return (
    <div>
      <dt className="mb-1 text-[0.8125rem] text-muted-foreground">{label}</dt>
      <dd>
        <Meter percent={percent} isCurrent={isCurrent} />
        {action}
      </dd>
    </div>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex gap-2">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}
