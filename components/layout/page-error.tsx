"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { errorNote } from "./error-note";

type PageErrorProps = { digest: string | undefined; onRetry: () => void };

/** A page that could not be shown; the digest identifies the error in the hub's log. */
export function PageError({ digest, onRetry }: PageErrorProps) {
  return (
    <EmptyState
      isPage
      icon={<TriangleAlert aria-hidden />}
      title="This page could not be shown"
      note={errorNote(digest)}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
          <Button asChild>
            <Link href="/">Go to the overview</Link>
          </Button>
        </div>
      }
    />
  );
}
