"use client";

import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";
import "./globals.css";

// Takes the place of the root layout, so it brings its own document.
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <FullPageMessage title="LunaSentri could not be shown" note="The hub had a problem with this page.">
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        </FullPageMessage>
      </body>
    </html>
  );
}
