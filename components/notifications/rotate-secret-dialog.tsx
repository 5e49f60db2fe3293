import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { textOf } from "@/components/ui/read-form";
import { Select } from "@/components/ui/select";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { WebhookView } from "@/lib/notifications/schema";

const OVERLAPS = [
  ["24h", "For a day: time to give the receiver the new one"],
  ["1h", "For an hour"],
  ["7d", "For a week"],
  ["0s", "Not at all: it is in wrong hands"],
];

type RotateSecretDialogProps = {
  channel: Pick<WebhookView, "id" | "name">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRotated: () => void;
};

/** Gives a webhook a new secret, shown this once. */
export function RotateSecretDialog(props: RotateSecretDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={`A new secret for ${props.channel.name}`}
      description="For as long as you choose, events are signed with both, so that the receiver may change over whenever it likes. A secret before the present one is not signed with any more."
    >
      <RotateSecretForm {...props} />
    </Dialog>
  );
}

function RotateSecretForm({ channel, onOpenChange, onRotated }: RotateSecretDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const { pending, error, fields, onSubmit } = useSubmit(async (form) => {
    const overlap = textOf(form, "overlap");
    const made = await api.post<{ secret: string }>(`/api/v1/channels/${channel.id}/rotate-secret`, {
      overlap,
    });
    setSecret(made.secret);
    onRotated();
  });

  if (secret !== null) {
    return (
      <div className="grid gap-4">
        <CodeBlock code={secret} what="new webhook secret" />
        <p className="text-muted-foreground">
          It is shown this once. Give it to the receiver before events are no longer signed with the old one.
        </p>
        <DialogActions>
          <Button variant="primary" onClick={() => onOpenChange(false)}>
            I have kept it
          </Button>
        </DialogActions>
      </div>
    );
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label="Events are signed with the present secret as well" error={fields.overlap}>
        {(control) => (
          <Select {...control} name="overlap" defaultValue="24h">
            {OVERLAPS.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FormError message={error} />
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Make a new secret
        </Button>
      </DialogActions>
    </form>
  );
}
