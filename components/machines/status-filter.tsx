import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { MachineView } from "@/lib/machines/schema";
import { DISPLAY_STATUSES, type DisplayStatus, hasStatus } from "./display-status";
import { STATUS_LOOKS, StatusIcon } from "./machine-status";

type StatusFilterProps = { machines: MachineView[]; status: DisplayStatus | null };

/** One link per status with its count; the address says which one is chosen. */
export function StatusFilter({ machines, status: chosen }: StatusFilterProps) {
  const params = useSearchParams();

  function hrefFor(status: DisplayStatus | null): string {
    const next = new URLSearchParams(params);
    if (status === null) next.delete("status");
    else next.set("status", status);
    return next.size === 0 ? "/machines" : `/machines?${next}`;
  }

  return (
    <nav aria-label="Filter by status" className="min-w-0 max-w-full">
      <ul className="flex flex-wrap gap-1.5">
        <FilterLink href={hrefFor(null)} isChosen={chosen === null}>
          All <Count>{machines.length}</Count>
        </FilterLink>
        {DISPLAY_STATUSES.map((status) => {
          const count = machines.filter((machine) => hasStatus({ machine, status })).length;
          if (count === 0 && status !== chosen) return null;
          return (
            <FilterLink key={status} href={hrefFor(status)} isChosen={chosen === status}>
              <StatusIcon status={status} className="size-3.5" />
              {STATUS_LOOKS[status].word} <Count>{count}</Count>
            </FilterLink>
          );
        })}
      </ul>
    </nav>
  );
}

type FilterLinkProps = { href: string; isChosen: boolean; children: ReactNode };

function FilterLink({ href, isChosen, children }: FilterLinkProps) {
  return (
    <li>
      <Link
        href={href}
        replace
        aria-current={isChosen ? "true" : undefined}
        className={cn(
          "flex h-8 items-center gap-1.5 rounded-full border px-3 text-[0.8125rem] font-medium text-muted-foreground transition-colors hover:text-foreground",
          isChosen
            ? "border-primary/50 bg-primary/10 text-foreground dark:bg-primary/25"
            : "bg-card hover:bg-muted",
        )}
      >
        {children}
      </Link>
    </li>
  );
}

function Count({ children }: { children: number }) {
  return <span className="font-normal text-muted-foreground">{children}</span>;
}
