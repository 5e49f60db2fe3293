"use client";

import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { Select } from "@/components/ui/select";
import { useSubmit } from "@/components/ui/use-submit";
import { ROLES, type Role } from "@/lib/people/teams/roles";

const LIVES = [
  { value: "30d", label: "30 days" },
  { value: "90d", label: "90 days" },
  { value: "365d", label: "A year" },
  { value: "", label: "Never ends" },
];

const LIMIT_WORDS: Record<Role, string> = {
  viewer: "Only read",
  member: "Read, and manage machines",
  admin: "All that an admin may",
};

type TokenValues = { name: string; role: string | null; expires_in: string | null };

type TokenFormProps = {
  role: Role;
  onCancel: () => void;
  /** Throws ApiError when it is refused. */
  onSubmit: (values: TokenValues) => Promise<void>;
};

export function TokenForm({ role, onCancel, onSubmit: save }: TokenFormProps) {
  const { pending, error, fields, onSubmit } = useSubmit((form) =>
    save({
      name: textOf(form, "name"),
      role: textOrNull(form, "role"),
      expires_in: textOrNull(form, "expires_in"),
    }),
  );
  const lesser = ROLES.slice(0, ROLES.indexOf(role));

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label="Name" error={fields.name} hint="What will use it, so that you know it again.">
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={100}
            placeholder="backup script"
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        label="What it may do"
        error={fields.role}
        hint="Never more than you may yourself at that moment."
      >
        {(control) => (
          <Select {...control} name="role" defaultValue="">
            <option value="">All that I may</option>
            {lesser.map((each) => (
              <option key={each} value={each}>
                {LIMIT_WORDS[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Good for" error={fields.expires_in}>
        {(control) => (
          <Select {...control} name="expires_in" defaultValue="90d">
            {LIVES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Make token
      </FormActions>
    </form>
  );
}
