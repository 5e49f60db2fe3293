import type { ComponentProps } from "react";
import { cn } from "./cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  /** Some of its items are checked and some are not. */
  isMixed?: boolean;
};

export function Checkbox({ className, isMixed = false, ...props }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      ref={(input) => {
        if (input !== null) input.indeterminate = isMixed;
      }}
      className={cn("size-4 shrink-0 cursor-pointer accent-primary", className)}
      {...props}
    />
  );
}
