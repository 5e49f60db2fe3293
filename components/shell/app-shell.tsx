import type { ReactNode } from "react";
import { LiveProvider } from "@/components/layout/live";
import { Logo } from "@/components/layout/logo";
import { ThemeToggle } from "@/components/layout/theme-toggle";
import { SessionKeeper } from "@/components/people/auth/session-keeper";
import type { ShellView } from "@/lib/overview/schema";
import { isAllowed } from "@/lib/people/teams/roles";
import { Banners } from "./banners";
import { Nav } from "./nav";
import { PaletteButton } from "./palette/palette-button";
import { Shortcuts } from "./palette/shortcuts";
import type { Person } from "./person";
import { TabStatus } from "./tab-status";
import { UserMenu } from "./user-menu";

type AppShellProps = {
  person: Person;
  shell: ShellView;
  /** Identifies the person and the team. */
  streamKey: string;
  children: ReactNode;
};

/** The frame of every signed-in page: a sidebar on wide screens, a bar at the top and one at the bottom on phones. */
export function AppShell({ person, shell, streamKey, children }: AppShellProps) {
  return (
    <LiveProvider initial={shell} streamKey={streamKey}>
      <SessionKeeper />
      <TabStatus />
      <Shortcuts canAddMachine={isAllowed({ role: person.role, permission: "machines.write" })}>
        <a
          href="#content"
          className="print:hidden fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:translate-y-0"
        >
          Skip to content
        </a>
        <div className="md:grid md:min-h-dvh md:grid-cols-[14rem_minmax(0,1fr)] print:block">
          <aside className="sticky top-0 hidden h-dvh flex-col border-r bg-card p-3 md:flex print:hidden">
            <Logo className="mb-4 px-2 pt-1.5 text-base" />
            <PaletteButton shape="field" />
            <Nav shape="column" />
            <div className="mt-auto flex items-center justify-between gap-1 pt-3">
              <UserMenu person={person} side="top" />
              <ThemeToggle />
            </div>
          </aside>
          <div className="min-w-0 pb-20 md:pb-0">
            <header className="flex h-14 items-center justify-between border-b bg-card px-4 md:hidden print:hidden">
              <Logo />
              <div className="flex items-center gap-1">
                <PaletteButton shape="icon" />
                <ThemeToggle />
                <UserMenu person={person} side="bottom" />
              </div>
            </header>
            <Banners />
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto max-w-6xl px-4 py-6 outline-none has-data-wide:max-w-450 sm:px-6 sm:py-8"
            >
              {children}
            </main>
          </div>
        </div>
        <div className="fixed inset-x-0 bottom-0 z-30 border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden print:hidden">
          <Nav shape="bar" />
        </div>
      </Shortcuts>
    </LiveProvider>
  );
}
