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
import type { MachineView } from "@/lib/machines/schema";

const OVERLAPS = [
  ["24h", "For a day: time to give the machine the new one"],
  ["1h", "For an hour"],
  ["7d", "For a week"],
  ["0s", "Not at all: it is in wrong hands"],
];

type RotateKeyDialogProps = {
  machine: Pick<MachineView, "id" | "name">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRotated: () => void;
};

/** Gives a machine a new key, shown this once. */
export function RotateKeyDialog(props: RotateKeyDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={`A new key for ${props.machine.name}`}
      description="The machine reports with its present key until that ends, or you put the new one in its place."
    >
      <RotateKeyForm {...props} />
    </Dialog>
  );
}

function RotateKeyForm({ machine, onOpenChange, onRotated }: RotateKeyDialogProps) {
  const [key, setKey] = useState<string | null>(null);
  const { pending, error, fields, onSubmit } = useSubmit(async (form) => {
    const overlap = textOf(form, "overlap");
    const { api_key } = await api.post<{ api_key: string }>(`/api/v1/machines/${machine.id}/rotate-key`, {
      overlap,
    });
    setKey(api_key);
    onRotated();
  });

  if (key !== null) {
    return (
      <div className="grid gap-4">
        <CodeBlock code={key} what="new API key" />
        <p className="text-muted-foreground">
          It is shown this once. Put it into the agent’s configuration on the machine and restart the agent.
        </p>
        <DialogActions>
          <Button variant="primary" onClick={() => onOpenChange(false)}>
            Done
          </Button>
        </DialogActions>
      </div>
    );
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label="The present key stays good" error={fields.overlap}>
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
          Make a new key
        </Button>
      </DialogActions>
    </form>
  );
}
