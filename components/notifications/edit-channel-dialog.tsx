"use client";

import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import { api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { TelegramForm } from "./telegram/telegram-form";
import { WebhookForm } from "./webhook/webhook-form";

type EditChannelDialogProps = {
  channel: ChannelView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: () => void;
};

export function EditChannelDialog({ channel, open, onOpenChange, onSaved }: EditChannelDialogProps) {
  const form = {
    submitLabel: "Save",
    onCancel: () => onOpenChange(false),
    onSubmit: async (values: { name: string }) => {
      await api.patch<ChannelView>(`/api/v1/channels/${channel.id}`, values);
      onSaved();
      onOpenChange(false);
      toast.success(`${values.name} saved`);
    },
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Edit ${channel.name}`}>
      {channel.type === "webhook" ? (
        <WebhookForm channel={channel} {...form} />
      ) : (
        <TelegramForm channel={channel} {...form} onLinked={onSaved} />
      )}
    </Dialog>
  );
}
