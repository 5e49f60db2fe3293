"use client";

import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorProps) {
  const where = error.digest === undefined ? "" : ` The hub’s log has it as ${error.digest}.`;
  return (
    <FullPageMessage
      title="This page could not be shown"
      note={`The hub had a problem with it; machines are watched all the same.${where}`}
    >
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
    </FullPageMessage>
  );
}
