import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A key of the keyboard. */
export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "rounded border bg-muted px-1.5 font-sans text-xs leading-5 text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}
