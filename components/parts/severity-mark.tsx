import { Bell, BellRing } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Severity } from "@/lib/heartbeat/report/condition";

export const SEVERITY_WORDS: Record<Severity, string> = { warning: "Warning", critical: "Critical" };
export const SEVERITY_COLOURS: Record<Severity, string> = { warning: "text-late", critical: "text-offline" };

/** How bad an alert is, as an icon; `isOver`: it is not wrong any more. Words must stand beside it. */
export function SeverityIcon({
  severity,
  isOver = false,
  className,
}: {
  severity: Severity;
  isOver?: boolean;
  className?: string;
}) {
  const Icon = severity === "critical" ? BellRing : Bell;
  const colour = isOver ? "text-muted-foreground" : SEVERITY_COLOURS[severity];
  return <Icon className={cn("size-4 shrink-0", colour, className)} aria-hidden />;
}
