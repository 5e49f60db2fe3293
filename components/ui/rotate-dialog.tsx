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
  /** The label of the choice of how long the current secret is kept, and who has to get the new one. */
  overlapLabel: string;
  holder: string;
  /** What is rotated: "key". */
  noun: string;
  /** The name of the new secret, and what to do with it. */
  what: string;
  advice: string;
  /** Creates the new secret, keeps the current one for this long ("24h"), and returns the new one. */
  onRotate: (overlap: string) => Promise<string>;
};

/** Replaces a secret and shows the new one once. */
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
          <p className="text-muted-foreground">It is shown only once. {advice}</p>
        </>
      )}
      doneLabel="I've saved it"
    />
  );
}

type RotateFormProps = Pick<RotateDialogProps, "overlapLabel" | "holder" | "noun"> & {
  onCancel: () => void;
  onSubmit: (overlap: string) => Promise<void>;
};

function RotateForm({ overlapLabel, holder, noun, onCancel, onSubmit: rotate }: RotateFormProps) {
  const { pending, error, fields, handlers } = useSubmit((form) => rotate(textOf(form, "overlap")));
  return (
    <form {...handlers} noValidate className="grid gap-4">
      <Field label={overlapLabel} error={fields.overlap}>
        {(control) => (
          <Select {...control} name="overlap" defaultValue="24h">
            <option value="24h">1 day: time to give {holder} the new one</option>
            <option value="1h">1 hour</option>
            <option value="7d">1 week</option>
            <option value="0s">No time: it has leaked</option>
          </Select>
        )}
      </Field>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Create new {noun}
      </FormActions>
    </form>
  );
}
