import { Skeleton } from "@/components/ui/skeleton";

/** A placeholder for a page that is loading: a title, a strip, a list. */
export function PageSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading…</span>
      <Skeleton className="h-8 w-64 max-w-full" />
      <Skeleton className="mt-2 h-4 w-40" />
      <Skeleton className="mt-6 h-14" />
      <div className="mt-6 grid gap-2">
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </div>
    </div>
  );
}
