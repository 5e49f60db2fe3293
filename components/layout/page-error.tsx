"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type PageErrorProps = { digest: string | undefined; onRetry: () => void };

/** A page that could not be shown; the digest finds it in the hub's log. */
export function PageError({ digest, onRetry }: PageErrorProps) {
  const where = digest === undefined ? "" : ` The hub’s log has it as ${digest}.`;
  return (
    <EmptyState
      isPage
      icon={<TriangleAlert aria-hidden />}
      title="This page could not be shown"
      note={`The hub had a problem with it; machines are watched all the same.${where}`}
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
