import type { ComponentProps, ReactNode } from "react";

type CheckProps = Omit<ComponentProps<"input">, "type" | "children"> & { children: ReactNode };

/** A checkbox with its words. */
export function Check({ children, ...input }: CheckProps) {
  return (
    <label className="flex w-fit min-w-0 items-center gap-2">
      <input type="checkbox" className="size-4 shrink-0 accent-primary" {...input} />
      <span className="truncate">{children}</span>
    </label>
  );
}
