import { type FormEvent, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { toLocalInput } from "@/components/ui/local-input";
import { textOf } from "@/components/ui/read-form";
import { parseDuration } from "@/lib/base/duration";
import { queryOf, type Shown } from "./ranges";

type CustomRangeDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  shown: Shown;
  onChoose: (range: { fromMs: number; toMs: number }) => void;
};

/** Asks for a start and an end; dragging across a chart does the same. */
export function CustomRangeDialog({ open, onOpenChange, shown, onChoose }: CustomRangeDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Custom range"
      description="In your time zone. You can also drag across a chart."
    >
      <CustomRangeForm shown={shown} onCancel={() => onOpenChange(false)} onChoose={onChoose} />
    </Dialog>
  );
}

type CustomRangeFormProps = Pick<CustomRangeDialogProps, "shown" | "onChoose"> & { onCancel: () => void };

function CustomRangeForm({ shown, onCancel, onChoose }: CustomRangeFormProps) {
  const [start] = useState(() => rangeOf(shown));
  const [problem, setProblem] = useState<string>();

  function choose(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [fromMs, toMs] = [Date.parse(textOf(form, "from")), Date.parse(textOf(form, "to"))];
    if (!(fromMs < toMs)) return setProblem("must be after the start");
    onCancel();
    onChoose({ fromMs, toMs });
  }

  return (
    <form onSubmit={choose} noValidate className="grid gap-4">
      <Field label="From">
        {(control) => (
          <Input
            {...control}
            name="from"
            type="datetime-local"
            step={1}
            defaultValue={toLocalInput(new Date(start.fromMs))}
          />
        )}
      </Field>
      <Field label="To" error={problem}>
        {(control) => (
          <Input
            {...control}
            name="to"
            type="datetime-local"
            step={1}
            defaultValue={toLocalInput(new Date(start.toMs))}
          />
        )}
      </Field>
      <FormActions onCancel={onCancel}>Show</FormActions>
    </form>
  );
}

function rangeOf(shown: Shown): { fromMs: number; toMs: number } {
  if (shown.kind === "between") return shown;
  const toMs = Date.now();
  return { fromMs: toMs - (parseDuration(queryOf(shown).span ?? "") ?? 0), toMs };
}
