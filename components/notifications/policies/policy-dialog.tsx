"use client";

import { useState } from "react";
import { toast } from "sonner";
import { ScopeField } from "@/components/parts/scope/scope-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useSubmit } from "@/components/ui/use-submit";
import type { PolicyView } from "@/lib/events/policies/schema";
import { api } from "@/lib/http/api-client";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { bodyOf, type PolicyDraft } from "./draft";
import { HoursField } from "./hours-field";
import { PolicyImpact } from "./policy-impact";
import { ReminderField } from "./reminder-field";
import { StepsField } from "./steps-field";

type PolicyDialogProps = {
  /** Null: it adds one. */
  policy: PolicyView | null;
  first: PolicyDraft;
  policies: PolicyView[];
  channels: ChannelView[];
  onClose: () => void;
  onSaved: () => void;
};

/** Adds or edits a policy: what it is for, who is notified and when; below it always what that would mean. */
export function PolicyDialog({ policy, first, policies, channels, onClose, onSaved }: PolicyDialogProps) {
  const [draft, setDraft] = useState(first);
  const change = (changed: Partial<PolicyDraft>) => setDraft((last) => ({ ...last, ...changed }));
  const isDefault = policy?.is_default === true;
  const body = bodyOf(draft);
  const { pending, error, fields, handlers } = useSubmit(async () => {
    const { name, match, ...plan } = body;
    if (policy === null) await api.post("/api/v1/policies", body);
    else if (isDefault) await api.patch("/api/v1/policies/default", plan);
    else await api.patch(`/api/v1/policies/${policy.id}`, body);
    toast.success(isDefault ? "Saved" : `${name} saved`);
    onSaved();
    onClose();
  });

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={policy === null ? "Add a policy" : isDefault ? "Everything else" : `Edit ${policy.name}`}
      {...(isDefault && { description: "What no policy before it is for." })}
    >
      <form {...handlers} noValidate className="grid gap-5">
        {!isDefault && (
          <>
            <Field label="Name" error={fields.name}>
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  maxLength={100}
                  value={draft.name}
                  onChange={(event) => change({ name: event.target.value })}
                  placeholder="Laptops"
                  autoComplete="off"
                />
              )}
            </Field>
            <ScopeField
              draft={draft}
              legend="For"
              error={errorOf(fields, "match.machines")}
              onChange={change}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="What">
                {(control) => (
                  <Select
                    {...control}
                    value={draft.kind}
                    onChange={(event) => change({ kind: event.target.value as PolicyDraft["kind"] })}
                  >
                    <option value="all">Outages and alerts</option>
                    <option value="offline">Outages</option>
                    <option value="metric">Alerts</option>
                  </Select>
                )}
              </Field>
              <Field label="How bad">
                {(control) => (
                  <Select
                    {...control}
                    value={draft.ofSeverity}
                    onChange={(event) =>
                      change({ ofSeverity: event.target.value as PolicyDraft["ofSeverity"] })
                    }
                  >
                    <option value="all">Warning or critical</option>
                    <option value="critical">Critical</option>
                    <option value="warning">Warning</option>
                  </Select>
                )}
              </Field>
            </div>
            <HoursField draft={draft} error={errorOf(fields, "match.when")} onChange={change} />
          </>
        )}
        <StepsField
          steps={draft.steps}
          channels={channels}
          fields={fields}
          onChange={(steps) => change({ steps })}
        />
        <ReminderField draft={draft} error={errorOf(fields, "reminder")} onChange={change} />
        <Field label="Counts as" className="sm:w-1/2">
          {(control) => (
            <Select
              {...control}
              value={draft.as}
              onChange={(event) => change({ as: event.target.value as PolicyDraft["as"] })}
            >
              <option value="">What it is</option>
              <option value="critical">Critical</option>
              <option value="warning">Warning</option>
            </Select>
          )}
        </Field>
        <PolicyImpact id={policy?.id ?? null} body={body} policies={policies} />
        <FormActions error={error} pending={pending} onCancel={onClose}>
          {policy === null ? "Add policy" : "Save"}
        </FormActions>
      </form>
    </Dialog>
  );
}

/** What the hub refuses about a field or a part of it. */
function errorOf(fields: Record<string, string>, name: string): string | undefined {
  return Object.entries(fields).find(([field]) => field === name || field.startsWith(`${name}.`))?.[1];
}
