"use client";

import type { ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import type { AcknowledgeRequest } from "@/lib/incidents/acknowledgements/schema";

type SnoozeDialogProps = {
  /** "the outage of web-01", or "12 outages". */
  what: string;
  /** Rendered above the fields. */
  children?: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSnooze: (request: AcknowledgeRequest) => Promise<void>;
};

/** Asks how long, or until when, to snooze. */
export function SnoozeDialog(props: SnoozeDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={`Snooze ${props.what}`}
      description="If not over by then, you get a reminder. A recovery is still sent."
    >
      <SnoozeForm {...props} />
    </Dialog>
  );
}

function SnoozeForm({ children, onOpenChange, onSnooze }: SnoozeDialogProps) {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const end = textOf(form, "until");
    await onSnooze(end === "" ? { for: textOf(form, "for") } : { until: new Date(end).toISOString() });
    onOpenChange(false);
  });
  return (
    <form {...handlers} noValidate className="grid gap-4">
      {children}
      <Field label="For" error={fields.for} hint="For example 45m, 2h or 3d; at most a week.">
        {(control) => (
          <Input
            {...control}
            name="for"
            defaultValue="2h"
            autoComplete="off"
            spellCheck={false}
            className="w-24 text-center"
          />
        )}
      </Field>
      <Field label="Or until" error={fields.until} hint="In your time zone.">
        {(control) => <Input {...control} type="datetime-local" name="until" className="w-fit" />}
      </Field>
      <FormActions error={error} pending={pending} onCancel={() => onOpenChange(false)}>
        Snooze
      </FormActions>
    </form>
  );
}
