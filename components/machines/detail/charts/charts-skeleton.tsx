import { Skeleton } from "@/components/ui/skeleton";

const CHARTS = ["CPU", "Memory", "Disk", "Swap", "Load", "Network"];

/** The shape of the charts while they load. */
export function ChartsSkeleton() {
  return (
    <div role="status" className="grid gap-x-6 gap-y-5 p-4 sm:grid-cols-2">
      <span className="sr-only">Loading…</span>
      {CHARTS.map((chart) => (
        <div key={chart}>
          <Skeleton className="mb-1 h-5 w-24" />
          <Skeleton className="mb-1 h-5 w-16" />
          <Skeleton className="h-[150px]" />
        </div>
      ))}
    </div>
  );
}
