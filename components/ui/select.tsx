import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A native select, styled like the inputs; phones show their own picker. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex min-w-0", className)}>
      <select
        className="h-9 w-full min-w-0 appearance-none truncate rounded-md border border-input bg-card pr-8 pl-3 text-base shadow-xs transition-colors sm:text-sm"
        {...props}
      />
      <ChevronDown
        className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-muted-foreground"
        aria-hidden
      />
    </span>
  );
}
