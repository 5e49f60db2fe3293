import type { ReactNode } from "react";
import { Logo } from "./logo";

type FullPageMessageProps = { title: string; note: string; children: ReactNode };

/** A page with a single message and a way on. */
export function FullPageMessage({ title, note, children }: FullPageMessageProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="px-4 py-4 sm:px-6">
        <Logo />
      </header>
      <main className="mx-auto grid max-w-md flex-1 content-center justify-items-start gap-2 px-4 pb-32">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="mb-4 text-muted-foreground">{note}</p>
        {children}
      </main>
    </div>
  );
}
