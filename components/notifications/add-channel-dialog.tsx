"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { api } from "@/lib/http/api-client";
import type { AddressReading, CreatedChannel } from "@/lib/notifications/channels/schema";
import { ChannelForm } from "./channel-form";
import { useChannelTest } from "./channel-test";
import type { ChannelForm as Form } from "./fields/form-type";
import { ReadingNotice } from "./pasted/reading-notice";

type AddChannelDialogProps = {
  form: Form;
  /** What was read from a pasted address; null: nobody has pasted one. */
  reading: AddressReading | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: () => void;
};

/** Adds a channel of one type, and then tests it. If the hub made a secret for it, the dialog shows that secret once. */
export function AddChannelDialog({ form, reading, open, onOpenChange, onAdded }: AddChannelDialogProps) {
  return (
    <ShowOnceDialog<CreatedChannel>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={(made) => (made === null ? form.addTitle : `${made.name} was added`)}
      ask={({ onCancel, onMade }) => (
        <div className="grid gap-4">
          {reading !== null && <ReadingNotice reading={reading} />}
          <ChannelForm
            form={form}
            channel={null}
            given={reading?.fields ?? null}
            submitLabel={form.addLabel}
            onCancel={onCancel}
            onChanged={onAdded}
            onSubmit={async (values) => {
              onMade(await api.post<CreatedChannel>("/api/v1/channels", { type: form.type, ...values }));
              onAdded();
            }}
          />
        </div>
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
