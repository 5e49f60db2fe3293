"use client";

import { errorNote } from "@/components/layout/error-note";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorProps) {
  return (
    <FullPageMessage title="This page could not be shown" note={errorNote(error.digest)}>
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
    </FullPageMessage>
  );
}
