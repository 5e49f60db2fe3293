import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A key of the keyboard; hidden where people touch, unless `isAlways`. */
export function Kbd({
  className,
  isAlways = false,
  ...props
}: ComponentProps<"kbd"> & { isAlways?: boolean }) {
  return (
    <kbd
      className={cn(
        "rounded border bg-muted px-1.5 font-sans text-xs leading-5 text-muted-foreground",
        !isAlways && "pointer-coarse:hidden",
        className,
      )}
      {...props}
    />
  );
}
