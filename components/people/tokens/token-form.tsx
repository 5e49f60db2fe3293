"use client";

import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Input } from "@/components/ui/input";
import { textOf, textOrNull } from "@/components/ui/read-form";
import { Select } from "@/components/ui/select";
import { useSubmit } from "@/components/ui/use-submit";
import { ROLES, type Role } from "@/lib/people/teams/roles";

const LIFETIMES = [
  { value: "30d", label: "30 days" },
  { value: "90d", label: "90 days" },
  { value: "365d", label: "1 year" },
  { value: "", label: "Never" },
];

const LIMIT_WORDS: Record<Role, string> = {
  viewer: "Viewer: read only",
  member: "Member: read and manage machines",
  admin: "Admin: everything",
};

type TokenValues = { name: string; role: string | null; expires_in: string | null };

type TokenFormProps = {
  role: Role;
  onCancel: () => void;
  /** Throws ApiError when the hub refuses. */
  onSubmit: (values: TokenValues) => Promise<void>;
};

export function TokenForm({ role, onCancel, onSubmit: save }: TokenFormProps) {
  const { pending, error, fields, handlers } = useSubmit((form) =>
    save({
      name: textOf(form, "name"),
      role: textOrNull(form, "role"),
      expires_in: textOrNull(form, "expires_in"),
    }),
  );
  const lowerRoles = ROLES.slice(0, ROLES.indexOf(role));

  return (
    <form {...handlers} noValidate className="grid gap-4">
      <Field label="Name" error={fields.name} hint="The program that will use it.">
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
      <Field label="Role" error={fields.role} hint="A token can never do more than you can.">
        {(control) => (
          <Select {...control} name="role" defaultValue="">
            <option value="">Same as mine</option>
            {lowerRoles.map((each) => (
              <option key={each} value={each}>
                {LIMIT_WORDS[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Expires after" error={fields.expires_in}>
        {(control) => (
          <Select {...control} name="expires_in" defaultValue="90d">
            {LIFETIMES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Create token
      </FormActions>
    </form>
  );
}
