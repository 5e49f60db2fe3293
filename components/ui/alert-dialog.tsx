"use client";

import { AlertDialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { DialogActions } from "./dialog";
import { useReturnFocus } from "./use-return-focus";

type AlertDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  /** Red unless nothing is lost. */
  confirmVariant?: "danger" | "primary";
  /** When it throws, the dialog stays open and shows the message. */
  onConfirm: () => Promise<void>;
};

/** Asks for confirmation before something serious; Cancel has the focus. */
export function AlertDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  confirmVariant = "danger",
  onConfirm,
}: AlertDialogProps) {
  const returnFocus = useReturnFocus();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function confirm() {
    setPending(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setPending(false);
    }
  }

  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/50 backdrop-blur-[1px] data-[state=open]:animate-in data-[state=open]:fade-in-0" />
        <Radix.Content
          {...returnFocus}
          className="fixed inset-x-4 top-1/2 z-50 mx-auto max-w-md -translate-y-1/2 rounded-xl border bg-card p-5 shadow-xl data-[state=open]:animate-in data-[state=open]:fade-in-0 sm:p-6"
        >
          <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-2 grid gap-2 text-muted-foreground">{children}</div>
          </Radix.Description>
          <DialogActions error={error}>
            <Radix.Cancel asChild>
              <Button>Cancel</Button>
            </Radix.Cancel>
            <Button variant={confirmVariant} pending={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </DialogActions>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
