"use client";

import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-transparent bg-input p-px transition-colors disabled:opacity-50 data-[state=checked]:bg-primary forced-colors:data-[state=checked]:bg-[SelectedItem]",
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="size-4 rounded-full bg-white shadow-sm forced-colors:bg-[CanvasText] transition-transform data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
}
