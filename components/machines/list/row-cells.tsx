"use client";

import { useContext } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { formatUptime } from "@/components/history/uptime/uptime-words";
import { formatAge, parseDuration } from "@/lib/base/duration";
import type { SparklinesView } from "@/lib/history/metrics/schema";
import type { UptimesView } from "@/lib/history/uptime/schema";
import { api } from "@/lib/http/api-client";
import { AgentVersion } from "../connect/agent-version";
import type { ListedMachine } from "./merge-rows";
import { RowContext, type Trend, type Uptime } from "./row-context";

const DAY_MS = 86_400_000;

/** The CPU of machines over the last day. */
export async function loadTrends(ids: readonly number[]): Promise<Map<number, Trend>> {
  const path = `/api/v1/machines/sparklines?ids=${ids.join(",")}&series=cpu_pct&span=24h`;
  const { data } = await api.get<SparklinesView>(path);
  return new Map(data.map(({ machine_id, avg }) => [machine_id, avg]));
}

/** The uptime of machines over the last thirty days. */
export async function loadUptimes(ids: readonly number[]): Promise<Map<number, Uptime>> {
  const { data } = await api.get<UptimesView>(`/api/v1/machines/uptimes?ids=${ids.join(",")}&span=30d`);
  return new Map(data.map((each) => [each.machine_id, each]));
}

type CellProps = { machine: Pick<ListedMachine, "id"> };

export function CpuTrend({ machine: { id } }: CellProps) {
  const values = useContext(RowContext).trends.get(id)?.value ?? [];
  const measured = values.filter((value) => value !== null);
  if (measured.length === 0) return <span className="text-muted-foreground">–</span>;
  const [least, most] = [Math.min(...measured), Math.max(...measured)].map(Math.round);
  return (
    <Sparkline
      values={values}
      max={100}
      label={least === most ? `CPU over 24 h: ${most} %` : `CPU over 24 h: ${least} to ${most} %`}
    />
  );
}

export function UptimeShare({ machine: { id } }: CellProps) {
  const uptime = useContext(RowContext).uptimes.get(id)?.value ?? null;
  if (uptime === null) return <span className="text-muted-foreground">–</span>;
  const knownMs = parseDuration(uptime.known) ?? 0;
  return (
    <span
      title={`Of the ${formatAge(knownMs)} in which it was watched`}
      // What is true of two minutes says little.
      className={knownMs < DAY_MS ? "text-muted-foreground" : undefined}
    >
      {formatUptime(uptime.uptime_pct)}
    </span>
  );
}

export function AgentCell({ machine }: { machine: ListedMachine }) {
  return <AgentVersion machine={machine} hubUrl={useContext(RowContext).hubUrl} />;
}
