"use client";

import { Command as Cmdk } from "cmdk";
import { Search } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { useReturnFocus } from "./use-return-focus";

type CommandDialogProps = {
  onClose: () => void;
  /** For screen readers. */
  title: string;
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  children: ReactNode;
};

/** A dialog with one search field and the list of results. */
export function CommandDialog({ onClose, title, placeholder, query, onQuery, children }: CommandDialogProps) {
  const returnFocus = useReturnFocus();
  const field = useRef<HTMLInputElement>(null);

  /** Radix would select the text in the field, and the next key would replace it. */
  function keepTyping(event: Event) {
    returnFocus.onOpenAutoFocus();
    event.preventDefault();
    field.current?.focus();
    field.current?.setSelectionRange(query.length, query.length);
  }

  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/50 backdrop-blur-[1px]" />
        <Radix.Content
          {...returnFocus}
          onOpenAutoFocus={keepTyping}
          aria-describedby={undefined}
          className="fixed inset-x-3 top-3 z-50 mx-auto max-w-xl overflow-hidden rounded-xl border bg-card shadow-xl sm:top-[12vh]"
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <Cmdk label={title} loop>
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search className="size-4 shrink-0 text-muted-foreground" aria-hidden />
              <Cmdk.Input
                ref={field}
                value={query}
                onValueChange={onQuery}
                placeholder={placeholder}
                className="h-12 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-muted-foreground sm:text-sm"
              />
            </div>
            <Cmdk.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">{children}</Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function CommandGroup(props: ComponentProps<typeof Cmdk.Group>) {
  return (
    <Cmdk.Group
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground"
      {...props}
    />
  );
}

export function CommandItem(props: ComponentProps<typeof Cmdk.Item>) {
  return (
    <Cmdk.Item
      className="flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 select-none data-[selected=true]:bg-muted [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
      {...props}
    />
  );
}

export function CommandEmpty({ children }: { children: ReactNode }) {
  return <Cmdk.Empty className="px-4 py-8 text-center text-muted-foreground">{children}</Cmdk.Empty>;
}
