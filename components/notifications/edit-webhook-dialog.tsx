"use client";

import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import { api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/schema";
import { WebhookForm } from "./webhook-form";

type EditWebhookDialogProps = {
  channel: ChannelView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: () => void;
};

export function EditWebhookDialog({ channel, open, onOpenChange, onSaved }: EditWebhookDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Edit ${channel.name}`}>
      <WebhookForm
        channel={channel}
        submitLabel="Save"
        onCancel={() => onOpenChange(false)}
        onSubmit={async (values) => {
          await api.patch<ChannelView>(`/api/v1/channels/${channel.id}`, values);
          onSaved();
          onOpenChange(false);
          toast.success(`${values.name} saved`);
        }}
      />
    </Dialog>
  );
}
