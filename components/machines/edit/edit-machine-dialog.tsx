"use client";

import { toast } from "sonner";
import { ThresholdField } from "@/components/parts/threshold-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { parseDuration } from "@/lib/base/duration";
import { intervalHint } from "@/lib/heartbeat/threshold";
import { api } from "@/lib/http/api-client";
import type { MachineDetail } from "@/lib/machines/schema";
import { DescriptionField, NameField, RunbookField, TagsField, tagsOf } from "./machine-fields";

type EditMachineDialogProps = {
  machine: MachineDetail;
  defaultOfflineAfter: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: (machine: MachineDetail) => void;
};

export function EditMachineDialog(props: EditMachineDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={`Edit ${props.machine.name}`}>
      <EditMachineForm {...props} />
    </Dialog>
  );
}

function EditMachineForm({ machine, defaultOfflineAfter, onOpenChange, onSaved }: EditMachineDialogProps) {
  const reportIntervalMs = machine.report_interval && parseDuration(machine.report_interval);
  const reported = machine.system_info.hostname ?? null;
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const saved = await api.patch<MachineDetail>(`/api/v1/machines/${machine.id}`, {
      name: textOf(form, "name"),
      hostname: textOrNull(form, "hostname"),
      description: textOf(form, "description"),
      runbook_url: textOrNull(form, "runbook_url"),
      tags: tagsOf(form),
      offline_after: textOrNull(form, "offline_after"),
    });
    onSaved(saved);
    onOpenChange(false);
    toast.success(`${saved.name} saved`);
  });

  return (
    <form {...handlers} noValidate className="grid gap-4">
      <NameField errors={fields} machine={machine} />
      <Field
        label="Hostname (optional)"
        error={fields.hostname}
        hint={reported === null ? undefined : "Leave empty to use the reported hostname."}
      >
        {(control) => (
          <Input
            {...control}
            name="hostname"
            maxLength={253}
            defaultValue={machine.hostname === reported ? "" : (machine.hostname ?? "")}
            placeholder={reported ?? ""}
            autoComplete="off"
          />
        )}
      </Field>
      <DescriptionField errors={fields} defaultValue={machine.description} />
      <RunbookField errors={fields} defaultValue={machine.runbook_url ?? ""} />
      <TagsField errors={fields} defaultTags={machine.tags} />
      <ThresholdField
        error={fields.offline_after}
        defaultValue={machine.offline_after ?? ""}
        fallback={defaultOfflineAfter}
        hintFor={(thresholdMs) =>
          !reportIntervalMs ? null : intervalHint({ thresholdMs, reportIntervalMs })
        }
      />
      <FormActions error={error} pending={pending} onCancel={() => onOpenChange(false)}>
        Save
      </FormActions>
    </form>
  );
}
