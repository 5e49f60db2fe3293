"use client";

import {
  BellRing,
  CalendarClock,
  ChartNoAxesColumn,
  LayoutDashboard,
  type LucideIcon,
  Send,
  Server,
  Settings,
  Siren,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useLive } from "@/components/layout/live";
import { cn } from "@/components/ui/cn";

type Place = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** The label in the bar, if `label` is too long for it. */
  short?: string;
  /** The prefix of its pages, if not href. */
  below?: string;
  /** Reached from other pages too, so that it is left out of the bar, which has room for six. */
  isOnlyInColumn?: true;
};

const PLACES: Place[] = [
  { href: "/", label: "Overview", icon: LayoutDashboard },
  { href: "/machines", label: "Machines", icon: Server },
  { href: "/incidents", label: "Incidents", icon: Siren },
  { href: "/rules", label: "Alert rules", short: "Rules", icon: BellRing },
  { href: "/maintenance", label: "Maintenance", icon: CalendarClock, isOnlyInColumn: true },
  { href: "/reports", label: "Reports", icon: ChartNoAxesColumn },
  { href: "/deliveries", label: "Delivery log", icon: Send, isOnlyInColumn: true },
  { href: "/settings/notifications", label: "Settings", icon: Settings, below: "/settings" },
];

type NavProps = { shape: "column" | "bar" };

/** The main navigation: a column in the sidebar, a bar at the bottom on phones. */
export function Nav({ shape }: NavProps) {
  const pathname = usePathname();
  const { counts, alerts } = useLive().shell;
  const { offline } = counts;
  const isBar = shape === "bar";
  const places = PLACES.filter(({ isOnlyInColumn = false }) => !(isBar && isOnlyInColumn));
  return (
    <nav aria-label="Main">
      <ul className={cn("grid", isBar ? "auto-cols-fr grid-flow-col" : "gap-0.5")}>
        {places.map(({ href, label, short = label, icon: Icon, below = href }) => {
          const isHere = href === "/" ? pathname === "/" : pathname.startsWith(below);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere ? "page" : undefined}
                aria-label={isBar && short !== label ? label : undefined}
                className={cn(
                  "flex items-center text-muted-foreground transition-colors",
                  isBar
                    ? "flex-col gap-0.5 py-2 text-[0.6875rem] font-medium"
                    : "h-9 gap-2.5 rounded-md px-2.5 font-medium hover:bg-muted hover:text-foreground",
                  isHere && (isBar ? "text-link" : "bg-muted text-foreground"),
                )}
              >
                <Icon className={isBar ? "size-5" : "size-4"} aria-hidden />
                {isBar ? short : label}
                {!isBar && href === "/" && offline > 0 && (
                  <span className="ml-auto rounded-full bg-offline px-1.5 text-xs font-semibold text-offline-foreground">
                    {offline}
                    <span className="sr-only"> offline</span>
                  </span>
                )}
                {!isBar && href === "/incidents" && alerts.open > 0 && (
                  <span
                    className={cn(
                      "ml-auto rounded-full border px-1.5 text-xs font-semibold",
                      alerts.critical > 0
                        ? "border-offline/50 text-offline"
                        : "border-late-fill/60 text-late",
                    )}
                  >
                    {alerts.open}
                    <span className="sr-only"> {alerts.open === 1 ? "alert" : "alerts"}</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
