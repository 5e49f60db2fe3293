import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { textOf } from "@/components/ui/read-form";
import { Select } from "@/components/ui/select";
import { useSubmit } from "@/components/ui/use-submit";

export type RotateDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: string;
  /** What the choice of how long the present one stays good is called, and who needs a day for the change. */
  overlapLabel: string;
  holder: string;
  /** What it is that is made anew: "key". */
  noun: string;
  /** How the new one is read out, and what to do with it. */
  what: string;
  advice: string;
  /** Makes the new one, with the present one good for so long ("24h"), and returns it. */
  onRotate: (overlap: string) => Promise<string>;
};

/** Puts a new secret in the place of one, and shows it this once. */
export function RotateDialog(props: RotateDialogProps) {
  const { open, onOpenChange, title, description } = props;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <RotateForm {...props} />
    </Dialog>
  );
}

function RotateForm({ onOpenChange, overlapLabel, holder, noun, what, advice, onRotate }: RotateDialogProps) {
  const [made, setMade] = useState<string | null>(null);
  const { pending, error, fields, onSubmit } = useSubmit(async (form) => {
    setMade(await onRotate(textOf(form, "overlap")));
  });

  if (made !== null) {
    return (
      <div className="grid gap-4">
        <CodeBlock code={made} what={what} />
        <p className="text-muted-foreground">It is shown this once. {advice}</p>
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
      <Field label={overlapLabel} error={fields.overlap}>
        {(control) => (
          <Select {...control} name="overlap" defaultValue="24h">
            <option value="24h">For a day: time to give {holder} the new one</option>
            <option value="1h">For an hour</option>
            <option value="7d">For a week</option>
            <option value="0s">Not at all: it is in wrong hands</option>
          </Select>
        )}
      </Field>
      <FormError message={error} />
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Make a new {noun}
        </Button>
      </DialogActions>
    </form>
  );
}
