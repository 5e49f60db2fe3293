"use client";

import { toast } from "sonner";
import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { CreatedChannel } from "@/lib/notifications/channels/schema";
import { ChannelForm } from "./channel-form";
import type { ChannelForm as Form } from "./fields/form-type";

type AddChannelDialogProps = {
  form: Form;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: () => void;
};

type Secretive = CreatedChannel & { secret: string };

/** Adds a channel of one type. If the hub made a secret for it, the dialog shows that secret once. */
export function AddChannelDialog({ form, open, onOpenChange, onAdded }: AddChannelDialogProps) {
  return (
    <ShowOnceDialog<Secretive>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(made) => (made === null ? form.addTitle : `${made.name} was added`)}
      ask={({ onCancel, onMade }) => (
        <ChannelForm
          form={form}
          channel={null}
          submitLabel={form.addLabel}
          onCancel={onCancel}
          onChanged={onAdded}
          onSubmit={async (values) => {
            const added = await api.post<CreatedChannel | Secretive>("/api/v1/channels", {
              type: form.type,
              ...values,
            });
            onAdded();
            if ("secret" in added) return onMade(added);
            onOpenChange(false);
            toast.success(`${added.name} was added. Press Test to see whether messages arrive.`);
          }}
        />
      )}
      show={({ secret }) => (
        <>
          <p>{form.secretNote} It is shown only now.</p>
          <CodeBlock what={`${form.label.toLowerCase()} secret`} code={secret} />
        </>
      )}
      doneLabel="I've saved it"
    />
  );
}
