import type { ComponentProps } from "react";
import { cn } from "./cn";

// 16 px on phones: below that, iOS zooms into a focused input.
const style =
  "w-full min-w-0 rounded-md border border-input bg-card px-3 text-base shadow-xs transition-colors placeholder:text-muted-foreground aria-invalid:border-offline disabled:opacity-50 sm:text-sm";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(style, "h-9", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn(style, "min-h-20 py-2", className)} {...props} />;
}
