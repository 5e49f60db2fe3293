"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type PageErrorProps = { digest: string | undefined; onRetry: () => void };

/** A page that could not be shown; the digest finds it in the hub's log. */
export function PageError({ digest, onRetry }: PageErrorProps) {
  const where = digest === undefined ? "" : ` The hub’s log has it as ${digest}.`;
  return (
    <EmptyState
      icon={<TriangleAlert aria-hidden />}
      title="This page could not be shown"
      note={`The hub had a problem with it; machines are watched all the same.${where}`}
      action={
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    />
  );
}
