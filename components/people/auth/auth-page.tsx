import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { ThemeToggle } from "@/components/layout/theme-toggle";

type AuthPageProps = { title: string; note: string; children: ReactNode };

/** A page for people who are not signed in: one card in the middle. */
export function AuthPage({ title, note, children }: AuthPageProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-4 py-3 sm:px-6">
        <Logo />
        <ThemeToggle />
      </header>
      <main id="content" className="mx-auto grid w-full max-w-md flex-1 content-center px-4 pt-4 pb-24">
        <div className="rounded-xl border bg-card p-6 shadow-sm sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 mb-6 text-muted-foreground">{note}</p>
          {children}
        </div>
      </main>
    </div>
  );
}
