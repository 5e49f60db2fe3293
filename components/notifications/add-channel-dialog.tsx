"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { CreatedChannel } from "@/lib/notifications/channels/schema";
import { ChannelForm } from "./channel-form";
import { useChannelTest } from "./channel-test";
import type { ChannelForm as Form } from "./fields/form-type";

type AddChannelDialogProps = {
  form: Form;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: () => void;
};

/** Adds a channel of one type, and then tests it. If the hub made a secret for it, the dialog shows that secret once. */
export function AddChannelDialog({ form, open, onOpenChange, onAdded }: AddChannelDialogProps) {
  return (
    <ShowOnceDialog<CreatedChannel>
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
            onMade(await api.post<CreatedChannel>("/api/v1/channels", { type: form.type, ...values }));
            onAdded();
          }}
        />
      )}
      show={(made) => <Added made={made} form={form} onTested={onAdded} />}
      doneLabel={(made) => (secretOf(made) === null ? "Done" : "I've saved it")}
    />
  );
}

function Added({ made, form, onTested }: { made: CreatedChannel; form: Form; onTested: () => void }) {
  const test = useChannelTest({ channel: made, text: "Send a test", onTested });
  const secret = secretOf(made);
  return (
    <>
      {secret !== null && (
        <>
          <p>{form.secretNote} It is shown only now.</p>
          <CodeBlock what={`${form.label.toLowerCase()} secret`} code={secret} />
        </>
      )}
      <p className="text-muted-foreground">See whether a message arrives before you need one to.</p>
      <div>{test.button}</div>
      {test.result}
    </>
  );
}

function secretOf(made: CreatedChannel): string | null {
  return "secret" in made && typeof made.secret === "string" ? made.secret : null;
}
