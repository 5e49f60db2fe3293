import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";

const TONES: Record<Tone, string> = {
  neutral: "border-border bg-muted/60",
  good: "border-online/30 bg-online/8",
  warn: "border-late-fill/50 bg-late-fill/10",
  bad: "border-offline/40 bg-offline/8",
};

const ICON_TONES: Record<Tone, string> = {
  neutral: "text-muted-foreground",
  good: "text-online",
  warn: "text-late",
  bad: "text-offline",
};

type NoticeProps = {
  tone: Tone;
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  className?: string;
};

export function Notice({ tone, icon, title, children, className }: NoticeProps) {
  return (
    <div className={cn("flex gap-3 rounded-lg border px-4 py-3", TONES[tone], className)}>
      <span className={cn("mt-0.5 [&_svg]:size-4", ICON_TONES[tone])}>{icon}</span>
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="text-muted-foreground">{children}</div>}
      </div>
    </div>
  );
}
