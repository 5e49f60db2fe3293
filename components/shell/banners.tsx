"use client";

import { TriangleAlert, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { useIsCutOff, useLive } from "@/components/layout/live";
import { LocalTime } from "@/components/ui/time";
import type { HealthView } from "@/lib/overview/health/schema";

/** Warns that the page, or the hub itself, is behind, before anybody believes a figure on the page. */
export function Banners() {
  const { shell, lastEventAt } = useLive();
  const isCutOff = useIsCutOff();
  return (
    <div role="status" aria-live="polite">
      {isCutOff && (
        <Banner icon={<Unplug aria-hidden />}>
          <strong className="font-semibold">Connection lost.</strong> Showing data from{" "}
          <LocalTime at={new Date(lastEventAt).toISOString()} precision="second" />. Reconnecting…
        </Banner>
      )}
      {!isCutOff && shell.health.status === "behind" && (
        <Banner icon={<TriangleAlert aria-hidden />}>
          <strong className="font-semibold">The hub is behind.</strong> This page may be out of date and
          alerts may be late. {problems(shell.health).join(" ")}
        </Banner>
      )}
    </div>
  );
}

function Banner({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="border-b border-late-fill/50 bg-late-fill/15 px-4 py-2 sm:px-6 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-late">
      <p className="mx-auto flex max-w-6xl gap-2.5">
        {icon}
        <span>{children}</span>
      </p>
    </div>
  );
}

function problems(health: HealthView): string[] {
  return Object.values(health.checks).flatMap((check) => (check.ok ? [] : [sentence(check.message)]));
}

function sentence(message: string): string {
  const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
