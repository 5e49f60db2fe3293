"use client";

import useSWR from "swr";
import { leaveOn } from "@/components/layout/leave-if-signed-out";
import { browserZone } from "@/components/ui/browser-zone";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { useIsHydrated } from "@/components/ui/clock";
import { Skeleton } from "@/components/ui/skeleton";
import type { MachineUptime } from "@/lib/history/uptime/schema";
import { ApiError, api } from "@/lib/http/api-client";
import { DayBar } from "./day-bar";
import { formatUptime, lengthOf, outagesOf } from "./uptime-words";

const REFRESH_MS = 30_000;

const NAMES = { "24h": "24 hours", "7d": "7 days", "30d": "30 days", "90d": "90 days" } as const;

/** The uptime of a machine over the last ninety days, by days in the viewer's zone. */
export function UptimeCard({ machineId }: { machineId: number }) {
  const isHydrated = useIsHydrated();
  const { data, error, mutate } = useSWR<MachineUptime, Error>(
    isHydrated ? `/api/v1/machines/${machineId}/uptime` : null,
    getByDays,
    { refreshInterval: REFRESH_MS, onError: leaveOn },
  );
  const isElsewhere = data !== undefined && data.zone !== browserZone();
  return (
    <Card>
      <CardHeader
        title="Uptime"
        note={`Unknown time and pauses are excluded.${isElsewhere ? " Days are those of UTC." : ""}`}
      />
      {data !== undefined ? (
        <div className="grid gap-5 p-4">
          <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
            {data.totals.map((total) => (
              <Figure key={total.span} total={total} />
            ))}
          </dl>
          <DayBar days={data.days} />
        </div>
      ) : error === undefined ? (
        <Skeleton className="m-4 h-48 sm:h-36" />
      ) : (
        <div className="grid justify-items-start gap-3 px-4 py-6 text-muted-foreground">
          <p role="alert">{error.message}</p>
          <Button onClick={() => void mutate()}>Try again</Button>
        </div>
      )}
    </Card>
  );
}

/** Asks for days in the browser's zone, or in UTC if the hub's list of zones is older than the browser's. */
async function getByDays(path: string): Promise<MachineUptime> {
  const ask = (zone: string) => api.get<MachineUptime>(`${path}?${new URLSearchParams({ zone })}`);
  try {
    return await ask(browserZone());
  } catch (failure) {
    if (failure instanceof ApiError && "zone" in failure.fields) return ask("UTC");
    throw failure;
  }
}

function Figure({ total }: { total: MachineUptime["totals"][number] }) {
  const unknown = lengthOf(total.unknown);
  return (
    <div>
      <dt className="text-[0.8125rem] text-muted-foreground">{NAMES[total.span]}</dt>
      <dd className="text-lg font-semibold">{formatUptime(total.uptime_pct)}</dd>
      <dd className="text-[0.8125rem] text-muted-foreground">
        {total.uptime_pct === null ? "No data" : (outagesOf(total) ?? "No outages")}
      </dd>
      {total.uptime_pct !== null && unknown !== null && (
        <dd className="text-[0.8125rem] text-muted-foreground">{unknown} unknown</dd>
      )}
    </div>
  );
}
