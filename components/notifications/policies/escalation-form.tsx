"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { Select } from "@/components/ui/select";
import { useSubmit } from "@/components/ui/use-submit";
import type { PolicyView } from "@/lib/events/policies/schema";
import { api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { Check } from "./check";
import { type Escalation, stepsOf } from "./escalation";

type EscalationFormProps = {
  escalation: Escalation | null;
  channels: ChannelView[];
  onSaved: () => void;
};

/** Asks the one thing that most teams want to set: whom to notify of what lasts and nobody has acknowledged. */
export function EscalationForm({ escalation, channels, onSaved }: EscalationFormProps) {
  const [isChanged, setChanged] = useState(false);
  const ids = channels.map(({ id }) => id);

  async function save(changed: Escalation | null) {
    await api.patch<PolicyView>("/api/v1/policies/default", { steps: stepsOf(changed, ids) });
    setChanged(false);
    onSaved();
  }

  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    const channelId = Number(textOf(form, "channel"));
    await save({ after: textOf(form, "after"), channelId, isOnlyThen: form.has("only_then") });
    toast.success("Escalation saved");
  });
  // The wait stands in the last of the default policy's steps.
  const refused = Object.entries(fields).find(([field]) => /^steps\.\d+\.wait$/.test(field))?.[1];

  return (
    <form {...handlers} noValidate onChange={() => setChanged(true)} className="grid gap-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <label htmlFor="escalate-after">If it is still offline after</label>
        <Input
          id="escalate-after"
          name="after"
          className="w-20"
          defaultValue={escalation?.after ?? ""}
          placeholder="2h"
          autoComplete="off"
          aria-invalid={refused !== undefined || undefined}
        />
        <label htmlFor="escalate-to">and nobody has acknowledged, notify</label>
        <Select
          id="escalate-to"
          name="channel"
          className="w-48"
          defaultValue={escalation?.channelId ?? channels.at(-1)?.id}
        >
          {channels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </p>
      {refused !== undefined && <FieldError>{refused}</FieldError>}
      <Check name="only_then" defaultChecked={escalation?.isOnlyThen ?? false}>
        Only then, not at once
      </Check>
      <FormError message={error} />
      {(isChanged || escalation !== null) && (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={pending} disabled={!isChanged}>
            Save
          </Button>
          {escalation !== null && (
            <Button
              onClick={() => {
                save(null).then(
                  () => toast.success("Escalation removed"),
                  (failure: unknown) =>
                    toast.error(failure instanceof Error ? failure.message : String(failure)),
                );
              }}
            >
              Remove
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
