"use client";

import { ThresholdField } from "@/components/parts/threshold-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { intervalsHint } from "@/lib/heartbeat/threshold";
import type { ListedMachine } from "./merge-rows";

type BulkDialogProps = {
  /** The machine's name, or "12 machines". */
  what: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

type BulkTagDialogProps = BulkDialogProps & {
  action: "add_tag" | "remove_tag";
  /** The suggestions of the field. */
  tags: string[];
  onTag: (tag: string) => Promise<void>;
};

/** Asks for the tag to add to, or remove from, many machines. */
export function BulkTagDialog(props: BulkTagDialogProps) {
  const title = props.action === "add_tag" ? `Tag ${props.what}` : `Remove a tag from ${props.what}`;
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={title}>
      <BulkTagForm {...props} />
    </Dialog>
  );
}

function BulkTagForm({ action, tags, onOpenChange, onTag }: BulkTagDialogProps) {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    await onTag(textOf(form, "tag"));
    onOpenChange(false);
  });
  return (
    <form {...handlers} noValidate className="grid gap-4">
      <Field label="Tag" error={fields.tag}>
        {(control) => (
          <>
            <Input {...control} name="tag" list="bulk-tags" maxLength={40} autoComplete="off" />
            <datalist id="bulk-tags">
              {tags.map((tag) => (
                <option key={tag} value={tag} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <FormActions error={error} pending={pending} onCancel={() => onOpenChange(false)}>
        {action === "add_tag" ? "Add tag" : "Remove tag"}
      </FormActions>
    </form>
  );
}

type BulkThresholdDialogProps = BulkDialogProps & {
  machines: readonly Pick<ListedMachine, "name" | "report_interval">[];
  /** The threshold of machines without their own. */
  fallback: string;
  onSet: (text: string | null) => Promise<void>;
};

/** Asks for the threshold of many machines. */
export function BulkThresholdDialog(props: BulkThresholdDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={`Threshold of ${props.what}`}>
      <BulkThresholdForm {...props} />
    </Dialog>
  );
}

function BulkThresholdForm({ machines, fallback, onOpenChange, onSet }: BulkThresholdDialogProps) {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    await onSet(textOrNull(form, "offline_after"));
    onOpenChange(false);
  });
  return (
    <form {...handlers} noValidate className="grid gap-4">
      <ThresholdField
        error={fields.offline_after}
        fallback={fallback}
        hintFor={(thresholdMs) => intervalsHint({ thresholdMs, machines })}
      />
      <FormActions error={error} pending={pending} onCancel={() => onOpenChange(false)}>
        Set threshold
      </FormActions>
    </form>
  );
}
