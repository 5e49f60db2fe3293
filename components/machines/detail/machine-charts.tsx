"use client";

import useSWR from "swr";
import { leaveOn } from "@/components/layout/leave-if-signed-out";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalRange } from "@/components/ui/time";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { api } from "@/lib/http/api-client";
import type { MachineView } from "@/lib/machines/schema";
import { ChartGrid } from "./chart-grid";
import { ChartTable } from "./chart-table";
import { CsvButton } from "./csv-button";
import { RangePicker } from "./range-picker";
import { queryOf, type Shown } from "./ranges";
import { useShownRange } from "./use-shown-range";

const REFRESH_MS = 10_000;

/** The metrics of a machine over a range that is kept in the address. */
export function MachineCharts({ machine }: { machine: Pick<MachineView, "id" | "name" | "problems"> }) {
  const clock = machine.problems.find(({ kind }) => kind === "clock");
  const { shown, zoom } = useShownRange();
  const isLatest = shown.kind === "latest";
  const query = new URLSearchParams(isLatest ? { span: shown.range } : queryOf(shown));
  const { data, error, mutate } = useSWR<SamplesView, Error>(
    `/api/v1/machines/${machine.id}/samples?${query}`,
    api.get,
    { refreshInterval: isLatest ? REFRESH_MS : 0, keepPreviousData: true, onError: leaveOn },
  );
  return (
    <Card>
      <CardHeader
        title="History"
        note={shown.kind === "latest" ? "Drag across a chart to zoom in." : <ShownSpan shown={shown} />}
        actions={
          <>
            {data !== undefined && data.at.length > 0 && <CsvButton machine={machine.name} samples={data} />}
            <RangePicker />
          </>
        }
      />
      {data === undefined ? (
        <div className="grid h-72 place-content-center justify-items-center gap-3 px-4 text-muted-foreground">
          {error === undefined ? (
            <p role="status">Loading…</p>
          ) : (
            <>
              <p role="alert">{error.message}</p>
              <Button onClick={() => void mutate()}>Try again</Button>
            </>
          )}
        </div>
      ) : data.at.length === 0 ? (
        <p className="px-4 py-6 text-muted-foreground">
          No data in {isLatest ? `the last ${shown.range}` : "this range"}.{" "}
          {clock?.message ?? "Samples are kept for two days unless configured otherwise."}
        </p>
      ) : (
        <>
          {!data.complete && (
            <p role="status" className="px-4 pt-3 text-muted-foreground">
              This range has more samples than a chart can show: only the newest are shown. Choose a shorter
              range for the others.
            </p>
          )}
          <ChartGrid samples={data} onZoom={zoom} />
          <ChartTable samples={data} />
        </>
      )}
    </Card>
  );
}

function ShownSpan({ shown: { fromMs, toMs } }: { shown: Extract<Shown, { kind: "between" }> }) {
  return <LocalRange from={new Date(fromMs).toISOString()} to={new Date(toMs).toISOString()} />;
}
