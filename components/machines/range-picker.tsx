import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { RANGES, type Range } from "./ranges";

/** How far back the charts go; the choice lives in the address. */
export function RangePicker({ range }: { range: Range }) {
  const pathname = usePathname();
  const params = useSearchParams();
  return (
    <ul aria-label="Range" className="flex rounded-md border p-0.5">
      {RANGES.map((each) => {
        const next = new URLSearchParams(params);
        next.set("range", each);
        return (
          <li key={each}>
            <Link
              href={`${pathname}?${next}`}
              replace
              scroll={false}
              aria-current={each === range ? "true" : undefined}
              className={cn(
                "block rounded px-2 py-1 text-[0.8125rem] font-medium text-muted-foreground hover:text-foreground",
                each === range && "bg-muted text-foreground",
              )}
            >
              {each}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
