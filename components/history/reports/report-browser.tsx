"use client";

import { ChartNoAxesColumn, Download, Plus, Printer } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import useSWR from "swr";
import { leaveOn } from "@/components/layout/leave-if-signed-out";
import { PageHeader } from "@/components/layout/page-header";
import { Pager } from "@/components/layout/pager";
import { browserZone } from "@/components/ui/browser-zone";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useIsHydrated } from "@/components/ui/clock";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { UptimeReport } from "@/lib/history/uptime/schema";
import { api } from "@/lib/http/api-client";
import { formatUptime, lengthOf } from "../uptime/uptime-words";
import { ReportFilter } from "./report-filter";
import { nameSpan, shownReportOf, spanQueryOf } from "./report-ranges";
import { ReportTable } from "./report-table";

const PAGES = { first: "Worst", next: "Better" };

/** The uptime of the machines over a span of time, worst first. */
export function ReportBrowser({ canAddMachine }: { canAddMachine: boolean }) {
  const params = useSearchParams();
  // The browser's zone, and so when its months begin, is not known before hydration.
  const isHydrated = useIsHydrated();
  const asked = isHydrated ? new URLSearchParams(spanQueryOf(shownReportOf(params), new Date())) : null;
  const tag = params.get("tag");
  if (tag !== null) asked?.set("tag", tag);
  const file = new URLSearchParams({ ...Object.fromEntries(asked ?? []), zone: browserZone() });
  const cursor = params.get("cursor");
  const page = new URLSearchParams(asked ?? "");
  if (cursor !== null) page.set("cursor", cursor);
  // A report belongs to a moment: it does not reload while somebody reads it.
  const { data, error, isLoading, mutate } = useSWR<UptimeReport, Error>(
    asked === null ? null : `/api/v1/uptime?${page}`,
    api.get,
    { revalidateOnFocus: false, keepPreviousData: true, onError: leaveOn },
  );
  const isEmptyHub = !isLoading && data?.total.machines === 0 && tag === null;
  return (
    <>
      <PageHeader
        title="Reports"
        note={data === undefined ? "Uptime over a span of time." : titleOf(data, tag)}
        actions={
          asked !== null &&
          !isEmptyHub && (
            <div className="flex gap-2 print:hidden">
              <Button onClick={() => window.print()}>
                <Printer aria-hidden />
                Print
              </Button>
              <Button asChild>
                <a href={`/api/v1/uptime.csv?${file}`} download>
                  <Download aria-hidden />
                  CSV
                </a>
              </Button>
            </div>
          )
        }
      />
      {isEmptyHub ? (
        <EmptyState
          icon={<ChartNoAxesColumn aria-hidden />}
          title="No machines yet"
          note="After its first report, every machine has its uptime here and in a CSV file."
          action={
            canAddMachine && (
              <Button asChild variant="primary">
                <Link href="/machines/new">
                  <Plus aria-hidden />
                  Add a machine
                </Link>
              </Button>
            )
          }
        />
      ) : (
        <>
          <ReportFilter />
          {error !== undefined ? (
            <>
              <Card className="grid justify-items-center gap-3 px-4 py-10 text-muted-foreground">
                <p role="alert">{error.message}</p>
                <Button onClick={() => void mutate()}>Try again</Button>
              </Card>
              {/* The machine that the previous page ended with may be gone; the first page always exists. */}
              <Pager nextCursor={null} words={PAGES} />
            </>
          ) : data === undefined ? (
            <Skeleton className="h-96" />
          ) : (
            <Report report={data} />
          )}
        </>
      )}
    </>
  );
}

function titleOf(span: { from: string; to: string }, tag: string | null): string {
  return `Uptime ${nameSpan(span)}${tag === null ? "" : `, machines tagged ${tag}`}`;
}

function Report({ report: { total, data, next_cursor } }: { report: UptimeReport }) {
  const facts = [
    [total.machines === 1 ? "Machine" : "Machines", String(total.machines)],
    ["Average uptime", formatUptime(total.uptime_pct)],
    ["Outages", String(total.outages)],
    ["Total downtime", lengthOf(total.offline) ?? "–"],
    ["Longest outage", lengthOf(total.longest_outage) ?? "–"],
    ["Total unknown", lengthOf(total.unknown) ?? "–"],
  ];
  return (
    <>
      <dl className="mb-4 flex flex-wrap gap-px overflow-hidden rounded-lg border bg-border shadow-xs">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0 flex-1 basis-[40%] bg-card px-4 py-3 sm:basis-34">
            <dt className="text-[0.8125rem] text-muted-foreground">{name}</dt>
            <dd className="text-lg font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <Card>
        {data.length === 0 ? (
          <p className="px-4 py-10 text-center text-muted-foreground">No machines match.</p>
        ) : (
          <ReportTable rows={data} />
        )}
      </Card>
      {data.length < total.machines && (
        <p className="mt-4 hidden text-muted-foreground print:block">
          {data.length} of {total.machines} machines, worst first.
        </p>
      )}
      <Pager nextCursor={next_cursor} words={PAGES} />
    </>
  );
}
