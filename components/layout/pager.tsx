"use client";

import { ChevronRight, ChevronsLeft } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";

type PagerProps = {
  nextCursor: string | null;
  /** The labels of the links to the first and the next page. */
  words?: { first: string; next: string };
};

const BY_AGE = { first: "Newest", next: "Older" };

/** Links to the pages of a list; the current page is in the address. */
export function Pager({ nextCursor, words = BY_AGE }: PagerProps) {
  const params = useSearchParams();
  const pathname = usePathname();
  const isFirst = !params.has("cursor");
  if (isFirst && nextCursor === null) return null;

  function hrefTo(cursor: string | null) {
    const next = new URLSearchParams(params);
    if (cursor === null) next.delete("cursor");
    else next.set("cursor", cursor);
    return next.size === 0 ? pathname : `${pathname}?${next}`;
  }

  return (
    <nav aria-label="Pages" className="mt-4 flex justify-between gap-2 print:hidden">
      {isFirst ? (
        <span />
      ) : (
        <Button asChild>
          <Link href={hrefTo(null)}>
            <ChevronsLeft aria-hidden />
            {words.first}
          </Link>
        </Button>
      )}
      {nextCursor !== null && (
        <Button asChild>
          <Link href={hrefTo(nextCursor)}>
            {words.next}
            <ChevronRight aria-hidden />
          </Link>
        </Button>
      )}
    </nav>
  );
}
