import { CodeBlock } from "./code-block";
import { Field } from "./field";
import { FormActions } from "./form-actions";
import { textOf } from "./read-form";
import { Select } from "./select";
import { ShowOnceDialog } from "./show-once-dialog";
import { useSubmit } from "./use-submit";

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
export function RotateDialog({
  open,
  onOpenChange,
  title,
  description,
  what,
  advice,
  onRotate,
  ...asked
}: RotateDialogProps) {
  return (
    <ShowOnceDialog<string>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={() => title}
      description={description}
      ask={({ onCancel, onMade }) => (
        <RotateForm
          {...asked}
          onCancel={onCancel}
          onSubmit={async (overlap) => onMade(await onRotate(overlap))}
        />
      )}
      show={(made) => (
        <>
          <CodeBlock code={made} what={what} />
          <p className="text-muted-foreground">It is shown this once. {advice}</p>
        </>
      )}
      doneLabel="I have kept it"
    />
  );
}

type RotateFormProps = Pick<RotateDialogProps, "overlapLabel" | "holder" | "noun"> & {
  onCancel: () => void;
  onSubmit: (overlap: string) => Promise<void>;
};

function RotateForm({ overlapLabel, holder, noun, onCancel, onSubmit: rotate }: RotateFormProps) {
  const { pending, error, fields, onSubmit } = useSubmit((form) => rotate(textOf(form, "overlap")));
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
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Make a new {noun}
      </FormActions>
    </form>
  );
}
