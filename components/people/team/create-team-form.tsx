"use client";

import { browserZone } from "@/components/ui/browser-zone";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import { goToTeam } from "./team-change";

/** Creates a team and switches to it. */
export function CreateTeamForm({ onCancel }: { onCancel?: () => void }) {
  const { pending, error, fields, handlers } = useSubmit(async (form) => {
    await api.post("/api/v1/teams", {
      name: textOf(form, "name"),
      time_zone: browserZone(),
    });
    goToTeam();
    await new Promise(() => {});
  });

  return (
    <form {...handlers} noValidate className="grid gap-4">
      <Field
        label="Team name"
        error={fields.name}
        hint="A team has its own machines, channels and members. You become its admin."
      >
        {(control) => (
          <Input {...control} name="name" required maxLength={100} placeholder="Staging" autoComplete="off" />
        )}
      </Field>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Create team
      </FormActions>
    </form>
  );
}
