import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  CircleX,
  ClockAlert,
  type LucideIcon,
} from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { DisplayStatus } from "./display-status";

type Look = { word: string; icon: LucideIcon; tone: Tone; colour: string };

export const STATUS_LOOKS: Record<DisplayStatus, Look> = {
  online: { word: "Online", icon: CircleCheck, tone: "good", colour: "text-online" },
  late: { word: "Late", icon: ClockAlert, tone: "warn", colour: "text-late" },
  offline: { word: "Offline", icon: CircleX, tone: "bad", colour: "text-offline" },
  pending: { word: "Pending", icon: CircleDashed, tone: "neutral", colour: "text-muted-foreground" },
  paused: { word: "Paused", icon: CirclePause, tone: "neutral", colour: "text-muted-foreground" },
  disabled: { word: "Disabled", icon: CircleSlash, tone: "neutral", colour: "text-muted-foreground" },
};

/** A status as icon, word and colour. */
export function StatusBadge({ status, className }: { status: DisplayStatus; className?: string }) {
  const { icon: Icon, word, tone } = STATUS_LOOKS[status];
  return (
    <Badge tone={tone} className={className}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}

export function StatusIcon({ status, className }: { status: DisplayStatus; className?: string }) {
  const { icon: Icon, colour } = STATUS_LOOKS[status];
  return <Icon className={cn("size-4 shrink-0", colour, className)} aria-hidden />;
}
