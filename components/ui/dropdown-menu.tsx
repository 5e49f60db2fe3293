"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type DropdownMenuProps = {
  trigger: ReactNode;
  children: ReactNode;
  side?: "top" | "bottom";
  align?: "start" | "end";
  /** Open when it first renders. */
  defaultOpen?: boolean;
};

export function DropdownMenu({
  trigger,
  children,
  side = "bottom",
  align = "end",
  defaultOpen = false,
}: DropdownMenuProps) {
  return (
    // A modal menu hides the rest of the page from screen readers, with everything in it that still can have the focus.
    <Radix.Root defaultOpen={defaultOpen} modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        {/* It lies outside of the page's landmarks. */}
        <section aria-label="Menu">
          <Radix.Content
            side={side}
            align={align}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 min-w-44 rounded-lg border bg-card p-1 shadow-lg data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-95"
          >
            {children}
          </Radix.Content>
        </section>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemStyle =
  "flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-sm outline-none select-none data-[highlighted]:bg-muted [&_svg]:size-4 [&_svg]:text-muted-foreground";

export function DropdownMenuItem({
  className,
  danger,
  ...props
}: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return (
    <Radix.Item
      className={cn(itemStyle, danger && "text-offline [&_svg]:text-offline", className)}
      {...props}
    />
  );
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-2.5 py-1.5 text-[0.8125rem] text-muted-foreground">{children}</Radix.Label>
  );
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-border" />;
}

type DropdownMenuToggleProps = { isOn: boolean; onToggle: () => void; children: ReactNode };

/** Something to switch on or off; the menu stays open. */
export function DropdownMenuToggle({ isOn, onToggle, children }: DropdownMenuToggleProps) {
  return (
    <Radix.CheckboxItem
      checked={isOn}
      onCheckedChange={onToggle}
      onSelect={(event) => event.preventDefault()}
      className={itemStyle}
    >
      <Mark />
      {children}
    </Radix.CheckboxItem>
  );
}

type DropdownMenuChoicesProps<Value extends string> = {
  label: string;
  value: Value;
  onChoose: (value: Value) => void;
  children: ReactNode;
};

/** A few items of which one is chosen; the menu stays open. */
export function DropdownMenuChoices<Value extends string>({
  label,
  value,
  onChoose,
  children,
}: DropdownMenuChoicesProps<Value>) {
  return (
    <>
      <DropdownMenuLabel>{label}</DropdownMenuLabel>
      <Radix.RadioGroup
        aria-label={label}
        value={value}
        onValueChange={(chosen) => onChoose(chosen as Value)}
      >
        {children}
      </Radix.RadioGroup>
    </>
  );
}

export function DropdownMenuChoice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.RadioItem value={value} onSelect={(event) => event.preventDefault()} className={itemStyle}>
      <Mark />
      {children}
    </Radix.RadioItem>
  );
}

// Takes its room also when there is nothing to mark.
function Mark() {
  return (
    <span className="size-4 shrink-0">
      <Radix.ItemIndicator>
        <Check aria-hidden />
      </Radix.ItemIndicator>
    </span>
  );
}
