"use client";

import { ChevronRight, ChevronsLeft } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";

/** The way through a list's pages, newest first; where one is stands in the address. */
export function Pager({ nextCursor }: { nextCursor: string | null }) {
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
    <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
      {isFirst ? (
        <span />
      ) : (
        <Button asChild>
          <Link href={hrefTo(null)}>
            <ChevronsLeft aria-hidden />
            Newest
          </Link>
        </Button>
      )}
      {nextCursor !== null && (
        <Button asChild>
          <Link href={hrefTo(nextCursor)}>
            Older
            <ChevronRight aria-hidden />
          </Link>
        </Button>
      )}
    </nav>
  );
}
