"use client";

import { useSearchParams } from "next/navigation";
import useSWR from "swr";
import { leaveOn } from "@/components/layout/leave-if-signed-out";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { api } from "@/lib/http/api-client";
import type { SamplesView } from "@/lib/metrics/schema";
import { ChartGrid } from "./chart-grid";
import { ChartTable } from "./chart-table";
import { RangePicker } from "./range-picker";
import { rangeOf } from "./ranges";

const REFRESH_MS = 10_000;

/** What a machine measured, over a range that stands in the address. */
export function MachineCharts({ machineId }: { machineId: number }) {
  const range = rangeOf(useSearchParams().get("range"));
  const { data, error, mutate } = useSWR<SamplesView, Error>(
    `/api/v1/machines/${machineId}/samples?span=${range}`,
    api.get,
    { refreshInterval: REFRESH_MS, keepPreviousData: true, onError: leaveOn },
  );
  return (
    <Card>
      <CardHeader title="History" actions={<RangePicker range={range} />} />
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
          Nothing was measured in the last {range}. Samples are kept for two days, unless set otherwise.
        </p>
      ) : (
        <>
          <ChartGrid samples={data} />
          <ChartTable samples={data} />
        </>
      )}
    </Card>
  );
}
