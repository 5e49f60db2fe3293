import { Bell, BellRing } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { ListedMachine } from "./merge-rows";

type AlertsMarkProps = { machine: Pick<ListedMachine, "id" | "name" | "alerts" | "worst_alert"> };

/** How many rules are firing on a machine, and the worst severity; leads to their incidents. */
export function AlertsMark({ machine: { id, name, alerts, worst_alert: worst } }: AlertsMarkProps) {
  if (worst === null) return <span className="text-muted-foreground">–</span>;
  const isCritical = worst === "critical";
  const Icon = isCritical ? BellRing : Bell;
  const words = `${alerts} ${alerts === 1 ? "alert" : "alerts"}, ${isCritical && alerts > 1 ? "the worst " : ""}${worst}`;
  return (
    <Link
      href={`/incidents?machine_id=${id}`}
      prefetch={false}
      title={words}
      aria-label={`${words}, on ${name}`}
      // Above the link that covers the row.
      className={cn(
        "relative z-10 inline-flex items-center align-middle gap-1 rounded font-medium hover:underline",
        isCritical ? "text-offline" : "text-late",
      )}
    >
      <Icon className="size-4" aria-hidden />
      {alerts}
    </Link>
  );
}
