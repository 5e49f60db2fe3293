"use client";

import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorProps) {
  return (
    <FullPageMessage
      title="This page could not be shown"
      note={`The hub had a problem with it. ${error.digest === undefined ? "" : `Its log has it as ${error.digest}.`}`}
    >
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
    </FullPageMessage>
  );
}
