"use client";

import { ThemeProvider } from "next-themes";
import { errorNote } from "@/components/layout/error-note";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";
import { mono, sans } from "./fonts";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

// Replaces the root layout, so it renders its own document.
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en" suppressHydrationWarning className={`${sans.variable} ${mono.variable}`}>
      <body className="antialiased">
        <title>LunaSentri could not be shown</title>
        <ThemeProvider attribute="class" defaultTheme="system" enableSystem>
          <FullPageMessage title="LunaSentri could not be shown" note={errorNote(error.digest)}>
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
          </FullPageMessage>
        </ThemeProvider>
      </body>
    </html>
  );
}
