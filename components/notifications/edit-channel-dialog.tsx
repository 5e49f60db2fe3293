"use client";

import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import { api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { ChannelForm } from "./channel-form";
import type { ChannelForm as Form } from "./fields/form-type";

type EditChannelDialogProps = {
  form: Form;
  channel: ChannelView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: () => void;
};

export function EditChannelDialog({ form, channel, open, onOpenChange, onSaved }: EditChannelDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Edit ${channel.name}`}>
      <ChannelForm
        form={form}
        channel={channel}
        submitLabel="Save"
        onCancel={() => onOpenChange(false)}
        onChanged={onSaved}
        onSubmit={async (values) => {
          await api.patch<ChannelView>(`/api/v1/channels/${channel.id}`, values);
          onSaved();
          onOpenChange(false);
          toast.success(`${values.name} was saved`);
        }}
      />
    </Dialog>
  );
}
