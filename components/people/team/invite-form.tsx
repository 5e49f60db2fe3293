"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { useSubmit } from "@/components/ui/use-submit";
import { ROLES, type Role } from "@/lib/people/teams/roles";
import { RoleSelect } from "./role-select";
import { ROLE_WORDS } from "./role-words";

type InviteFormProps = {
  sendsMail: boolean;
  onCancel: () => void;
  /** Throws ApiError when the hub refuses. */
  onSubmit: (values: { role: string; email: string | null }) => Promise<void>;
};

export function InviteForm({ sendsMail, onCancel, onSubmit: invite }: InviteFormProps) {
  const [role, setRole] = useState<Role>("member");
  const { pending, error, fields, handlers } = useSubmit((form) =>
    invite({ role: textOf(form, "role"), email: textOrNull(form, "email") }),
  );

  return (
    <form {...handlers} noValidate className="grid gap-4">
      <Field
        label="E-mail address (optional)"
        error={fields.email}
        hint={
          sendsMail
            ? "They get the link by e-mail. Leave it empty to pass the link on yourself."
            : "Filled in for them when they join. The hub sends no e-mail."
        }
      >
        {(control) => (
          <Input {...control} name="email" type="email" placeholder="grace@example.org" autoComplete="off" />
        )}
      </Field>
      <Field label="Role" error={fields.role} hint={ROLE_WORDS[role]}>
        {(control) => (
          <RoleSelect
            {...control}
            name="role"
            value={role}
            onChange={(event) => setRole(ROLES.find((each) => each === event.target.value) ?? "viewer")}
          />
        )}
      </Field>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Create link
      </FormActions>
    </form>
  );
}
