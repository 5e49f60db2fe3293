"use client";

import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import { api } from "@/lib/http/api-client";
import type { TelegramView } from "@/lib/notifications/channels/schema";
import { TelegramForm } from "./telegram-form";

type AddTelegramDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: () => void;
};

export function AddTelegramDialog({ open, onOpenChange, onAdded }: AddTelegramDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Add a Telegram chat">
      <TelegramForm
        channel={null}
        submitLabel="Add Telegram"
        onCancel={() => onOpenChange(false)}
        onLinked={onAdded}
        onSubmit={async (values) => {
          const added = await api.post<TelegramView>("/api/v1/channels", { type: "telegram", ...values });
          onAdded();
          onOpenChange(false);
          toast.success(`${added.name} was added; press Test to see whether messages arrive`);
        }}
      />
    </Dialog>
  );
}
